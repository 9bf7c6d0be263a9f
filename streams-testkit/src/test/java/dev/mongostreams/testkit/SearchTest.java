package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.testkit.way.Deployment;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Plan;
import dev.mongostreams.testkit.way.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SearchTest {
  private final List<String> reported = new ArrayList<>();
  private final Search search =
      new Search(new Plan(1, 0, Map.of(), List.of(), false), reported::add);

  private record Closed(String name, String why, String cure) implements Way {
    @Override
    public Deployment open(Plan plan) throws PassedOver {
      throw new PassedOver(why, cure);
    }
  }

  @Test
  void saysWhyEachWayWasPassedOverAndHowToOpenIt() {
    List<Way> ways =
        List.of(
            new Closed("Docker", "there is no socket", "start Docker"),
            new Closed("MONGOD", "it is not set", "set it"));
    assertThatThrownBy(() -> search.first(ways))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage(
            "Cannot find or start a replica set on this machine: tried Docker (there is no socket),"
                + " MONGOD (it is not set). Any one of these is enough: Docker: start Docker;"
                + " MONGOD: set it.");
    assertThat(reported)
        .containsExactly(
            "rs0: passed over Docker: there is no socket",
            "rs0: passed over MONGOD: it is not set");
  }

  @Test
  void refusesAWayItDoesNotKnow() {
    assertThatThrownBy(() -> ReplicaSet.builder().from("podman"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot choose a replica set by from: the value is none of docker, local and a"
                + " mongodb:// URI. Pass one of these, or leave it blank to take the first way that"
                + " works.");
  }

  @Test
  void refusesTwoMembersAndAnEmptyOplog() {
    assertThatThrownBy(() -> ReplicaSet.builder().members(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot build a replica set with members 2: it must be 1 or 3. Pass a value in that range.");
    assertThatThrownBy(() -> ReplicaSet.builder().oplogMb(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot build a replica set with oplogMb 0: it must be at least 1."
                + " Pass a value in that range.");
  }

  @Test
  void hidesThePasswordOfAUriItCannotRead() {
    assertThatThrownBy(() -> ReplicaSet.builder().from("mongodb://me:secret@:x/").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the connection string given by the caller: it is not of the form"
                + " mongodb://HOST:PORT/?replicaSet=NAME. Correct it.")
        .hasNoCause();
  }
}
