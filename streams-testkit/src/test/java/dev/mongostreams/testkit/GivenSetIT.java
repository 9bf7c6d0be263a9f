package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.testkit.way.FreePort;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
@Timeout(60)
final class GivenSetIT {
  @Test
  void isUsedAsItIsAndLeftAsItWas(ReplicaSet theirs, MongoDatabase other, MongoClient client) {
    other.getCollection("models").insertOne(new Document());
    String fresh;
    try (ReplicaSet given = ReplicaSet.builder().from(theirs.uri()).start()) {
      assertThat(given.origin()).contains("replica set given by the caller");
      fresh = given.freshDatabase();
      client.getDatabase(fresh).getCollection("models").insertOne(new Document());
      assertThat(client.listDatabaseNames()).contains(fresh, other.getName());
    }
    assertThat(client.listDatabaseNames()).contains(other.getName()).doesNotContain(fresh);
  }

  @Test
  void hasNoMembersToKill(ReplicaSet theirs) {
    try (ReplicaSet given = ReplicaSet.builder().from(theirs.uri()).start()) {
      assertThat(given.owned()).isFalse();
      assertThat(given.members()).isEmpty();
      assertThatThrownBy(() -> given.member(0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Cannot touch member 0 of %s: the set was given by a URI and is somebody else's."
                  + " Take the URI away, so that a set is started here.",
              given.origin());
      assertThatThrownBy(given::stepDown).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void isNotReplacedByAnotherWhenItDoesNotAnswer() {
    int port = FreePort.next();
    String uri = "mongodb://me:secret@127.0.0.1:" + port + "/?replicaSet=rs0";
    assertThatThrownBy(() -> ReplicaSet.builder().from(uri).start())
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage(
            "Cannot use the replica set 127.0.0.1:%d given by the caller: no primary answered"
                + " within 10 s. Start it, correct the URI, or take the URI away to have one"
                + " started.",
            port);
  }

  @Test
  void saysWhenItDoesNotKnowTheUser(ReplicaSet theirs) {
    String uri = theirs.uri().replace("mongodb://", "mongodb://me:secret@");
    assertThatThrownBy(() -> ReplicaSet.builder().from(uri).start())
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("it does not accept the user or the password");
  }

  @Test
  void mayBeOneMemberReachedDirectly(ReplicaSet theirs) {
    String hosts = String.join(",", new ConnectionString(theirs.uri()).getHosts());
    String direct = "mongodb://" + hosts + "/?directConnection=true";
    try (ReplicaSet given = ReplicaSet.builder().from(direct).start()) {
      assertThat(given.version()).isEqualTo(theirs.version());
    }
  }
}
