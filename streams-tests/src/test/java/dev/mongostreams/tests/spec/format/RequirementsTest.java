package dev.mongostreams.tests.spec.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequirementsTest {
  private static final ServerVersion SERVER = ServerVersion.parse("6.0.27");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{runOnRequirements: []}",
        "{runOnRequirements: [{}]}",
        "{runOnRequirements: [{minServerVersion: '6.0.27', maxServerVersion: '6.0.27'}]}",
        "{runOnRequirements: [{minServerVersion: '6.0'}]}",
        "{runOnRequirements: [{maxServerVersion: '10.0'}]}",
        "{runOnRequirements: [{topologies: ['sharded', 'replicaset']}]}",
        "{runOnRequirements: [{serverless: 'forbid'}]}",
        "{runOnRequirements: [{maxServerVersion: '4.2.99'}, {minServerVersion: '6.0'}]}",
      })
  void areMet(String owner) {
    assertThat(Requirements.of(BsonDocument.parse(owner)).metBy(SERVER, "replicaset")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{runOnRequirements: [{minServerVersion: '6.0.28'}]}",
        "{runOnRequirements: [{minServerVersion: '6.1'}]}",
        "{runOnRequirements: [{maxServerVersion: '6.0'}]}",
        "{runOnRequirements: [{topologies: ['sharded', 'single']}]}",
        "{runOnRequirements: [{serverless: 'require'}]}",
        "{runOnRequirements: [{minServerVersion: '6.0', topologies: ['single']}]}",
        "{runOnRequirements: [{maxServerVersion: '4.2.99'}, {minServerVersion: '6.1'}]}",
      })
  void areNotMet(String owner) {
    assertThat(Requirements.of(BsonDocument.parse(owner)).metBy(SERVER, "replicaset")).isFalse();
  }

  @Test
  void refuseWhatTheyDoNotKnow() {
    Requirements requirements =
        Requirements.of(BsonDocument.parse("{runOnRequirements: [{csfle: true}]}"));

    assertThatThrownBy(() -> requirements.metBy(SERVER, "replicaset"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Unknown requirement: csfle");
  }
}
