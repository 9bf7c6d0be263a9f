package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients here have a server that nobody listens for: what they are is told by their settings. */
class EngineChoiceTest {
  private static final Scope SCOPE = new Scope.OfCollection("aidb", "models");

  private static Engine choose(Engine asked, String hostsAndOptions) {
    try (MongoClient client = MongoClients.create("mongodb://" + hostsAndOptions)) {
      return EngineChoice.choose(asked, client, SCOPE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1/?replicaSet=rs0",
    "'127.0.0.1:1,127.0.0.1:2/?replicaSet=rs0&readPreference=primary'",
    "127.0.0.1:1/?directConnection=true"
  })
  void commandsAreRightOnAReplicaSetAndOnADirectConnection(String client) {
    assertThat(choose(Engine.AUTO, client)).isEqualTo(Engine.COMMAND);
    assertThat(choose(Engine.COMMAND, client)).isEqualTo(Engine.COMMAND);
    assertThat(choose(Engine.DRIVER, client)).isEqualTo(Engine.DRIVER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:1/?loadBalanced=true"
            + " | a load balancer may send each command to another server",
        "127.0.0.1:1,127.0.0.1:2/"
            + " | the cluster is not a replica set, so the next mongos may not know the cursor",
        "127.0.0.1:1/?replicaSet=rs0&readPreference=secondary | the client reads from secondary",
        "127.0.0.1:1/?replicaSet=rs0&readPreference=primaryPreferred"
            + " | the client reads from primaryPreferred",
        "127.0.0.1:1/?replicaSet=rs0&timeoutMS=5000"
            + " | the client sets timeoutMS, which a waiting getMore may not carry"
      })
  void elsewhereTheDriversCursorIsTakenAndCommandsAreRefused(String client, String why) {
    assertThat(choose(Engine.AUTO, client)).isEqualTo(Engine.DRIVER);
    assertThat(choose(Engine.DRIVER, client)).isEqualTo(Engine.DRIVER);
    assertThatThrownBy(() -> choose(Engine.COMMAND, client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot watch aidb.models by raw commands: "
                + why
                + ". Leave the engine to be chosen, or ask for Engine.DRIVER.");
  }
}
