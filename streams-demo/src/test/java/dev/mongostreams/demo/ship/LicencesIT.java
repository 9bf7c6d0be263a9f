package dev.mongostreams.demo.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ships with us may be passed on under the terms of its own licence, next to Apache-2.0. The
 * lists of parts say which licences those are; they are made when a module is packaged, so the pom
 * of this one asks for all that ship.
 */
class LicencesIT {
  /** By their SPDX names, and for what has none, as its authors call it. */
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "EPL-2.0", "CC0-1.0", "Public Domain");

  /** What the build says of itself when it was started with -o. */
  private static final String OFFLINE = "offline: true";

  /** Components without a licence that is allowed, each as {@code group:name (licences)}. */
  private static List<String> refused(BsonDocument parts) {
    return parts.getArray("components").stream()
        .map(BsonValue::asDocument)
        .filter(part -> licences(part).noneMatch(ALLOWED::contains))
        .map(part -> name(part) + " (" + String.join(", ", licences(part).toList()) + ")")
        .toList();
  }

  private static String name(BsonDocument part) {
    return part.getString("group", new BsonString("")).getValue()
        + ":"
        + part.getString("name").getValue();
  }

  /** Where there are several, one may choose. */
  private static Stream<String> licences(BsonDocument part) {
    return part.getArray("licenses", new BsonArray()).stream()
        .map(BsonValue::asDocument)
        .map(one -> one.getDocument("license", one))
        .flatMap(
            one -> Stream.of("id", "name", "expression").filter(one::containsKey).map(one::get))
        .map(named -> named.asString().getValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "redis", "audit", "jdbc", "micrometer", "cli"})
  void eachPartThatShipsMayBePassedOn(String module) throws IOException {
    Path list = Path.of("..", "streams-" + module, "target", "sbom", "streams.cdx.json");
    assumeTrue(
        Files.isRegularFile(list) || !OFFLINE.equals(System.getProperty("streams.maven")),
        "Maven is offline, and then makes no list for streams-" + module);
    assertThat(list)
        .as("the parts of streams-%s: run mvn verify -pl streams-demo -am without -o", module)
        .exists();
    BsonDocument parts = BsonDocument.parse(Files.readString(list));

    assertThat(parts.getArray("components"))
        .extracting(part -> name(part.asDocument()))
        .contains("org.mongodb:mongodb-driver-sync");
    assertThat(refused(parts)).as("parts of streams-" + module).isEmpty();
  }

  @Test
  void aLicenceThatIsNotAllowedIsNoticed() {
    BsonDocument parts =
        BsonDocument.parse(
            "{components: [{group: 'a', name: 'both', licenses: [{license: {id: 'LGPL-2.1-only'}},"
                + " {license: {id: 'EPL-2.0'}}]}, {group: 'org.openjdk.jmh', name: 'jmh-core',"
                + " licenses: [{license: {id: 'GPL-2.0-with-classpath-exception'}}]},"
                + " {group: 'b', name: 'either', licenses: [{expression: 'MIT'}]},"
                + " {group: 'c', name: 'silent'}]}");

    assertThat(refused(parts))
        .containsExactly(
            "org.openjdk.jmh:jmh-core (GPL-2.0-with-classpath-exception)", "c:silent ()");
  }
}
