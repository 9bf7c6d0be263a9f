package dev.mongostreams.internal.read;

import static dev.mongostreams.internal.played.Failures.SECRET;
import static dev.mongostreams.internal.played.Failures.code;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCredential;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.failure.StreamsException;
import java.util.List;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureWordsTest {
  private static final Scope SCOPE = new Scope.OfCollection("aidb", "models");

  private static StreamsException explain(Throwable cause, FailureKind kind) {
    return FailureWords.explain(cause, kind, SCOPE, null);
  }

  private static String refused(int code) {
    StreamsException explained = explain(code(code), FailureKind.REFUSED);
    assertThat(explained).isInstanceOf(StreamRefusedException.class);
    return explained.explanation().message();
  }

  @Test
  void wrongCredentials() {
    MongoCredential who = MongoCredential.createCredential("me", "admin", SECRET.toCharArray());
    String message =
        "Cannot watch aidb.models: the server refuses the credentials (code 18). Check user"
            + " name, password and authSource of the connection string.";

    assertThat(explain(new MongoSecurityException(who, SECRET), FailureKind.NOT_ALLOWED))
        .isInstanceOf(NotAllowedException.class)
        .hasMessage(message);
    assertThat(explain(code(18), FailureKind.NOT_ALLOWED)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COLLECTION | the collection aidb.models",
        "COLLECTIONS | the whole database aidb, which several collections on one cursor need, or"
            + " watch each with a watcher of its own",
        "DATABASE | the whole database aidb",
        "CLUSTER | all databases"
      })
  void aMissingRightIsNamedForEachScope(String kind, String resource) {
    Scope scope =
        switch (kind) {
          case "COLLECTION" -> SCOPE;
          case "COLLECTIONS" -> new Scope.OfCollections("aidb", List.of("a", "b"));
          case "DATABASE" -> new Scope.OfDatabase("aidb");
          default -> new Scope.OfCluster();
        };

    assertThat(FailureWords.explain(code(13), FailureKind.NOT_ALLOWED, scope, null))
        .isInstanceOf(NotAllowedException.class)
        .hasMessage(
            "Cannot watch "
                + scope
                + ": this user lacks the right to (code 13). Log in as a user that has find and"
                + " changeStream on "
                + resource
                + ".");
  }

  @Test
  void aStandalone() {
    assertThat(explain(code(40573), FailureKind.NOT_REPLICA_SET))
        .isInstanceOf(NotReplicaSetException.class)
        .hasMessage(
            "Cannot watch aidb.models: the server is a standalone, and only replica sets keep"
                + " the history that change streams read. Start mongod with --replSet rs0 and run"
                + " rs.initiate() once in mongosh.");
  }

  @Test
  void lostHistoryWithAndWithoutTheTimeItBegins() {
    assertThat(explain(code(286), FailureKind.HISTORY_LOST))
        .isInstanceOf(ResumePointLostException.class)
        .hasMessage(
            "Cannot resume aidb.models: the position is older than the server's history, so"
                + " changes are lost (code 286). Start anew from now, read with find() what the"
                + " watcher is to know, and give the server a larger oplog if this was no"
                + " accident.");
    assertThat(
            FailureWords.explain(
                code(136), FailureKind.HISTORY_LOST, SCOPE, new BsonTimestamp(-1, 7)))
        .hasMessageContaining(
            "so changes are lost (code 136); it begins at 2106-02-07T06:28:15Z. Start anew");
  }

  @Test
  void tokenAndPipelineDoNotGoTogether() {
    assertThat(refused(280))
        .isEqualTo(
            "Cannot watch aidb.models: the pipeline removes or changes _id, or the server does"
                + " not know the token, which is of another stream or too old (code 280). Keep _id"
                + " in the pipeline, and resume with the scope"
                + " and pipeline of the token.");
  }

  @Test
  void aTokenThatOnlyStartAfterTakes() {
    assertThat(refused(260))
        .isEqualTo(
            "Cannot watch aidb.models: the server cannot resume after this token (code 260), as"
                + " after an invalidate event. Use startAfter (--start-after) with it, which begins"
                + " a new cursor behind it.");
  }

  @ParameterizedTest
  @ValueSource(ints = {50811, 9})
  void aTokenThatIsNone(int code) {
    assertThat(refused(code))
        .isEqualTo(
            "Cannot watch aidb.models: the server cannot read the token or an option (code "
                + code
                + "). Copy the whole token of an event of this stream.");
  }

  @Test
  void aView() {
    assertThat(refused(166))
        .isEqualTo(
            "Cannot watch aidb.models: it is a view, and views have no history of their own (code"
                + " 166). Watch the collection behind the view.");
  }

  @Test
  void anEventThatIsTooLarge() {
    assertThat(refused(10334))
        .isEqualTo(
            "Cannot watch aidb.models: an event is larger than the 16 MB of a BSON document (code"
                + " 10334). From MongoDB 6.0.9 on the server sends most of them in parts; make events"
                + " smaller: leave the document before the change or the lookup out, and keep keys"
                + " short.");
  }

  @Test
  void aSplitEventThatIsBroken() { // 53
    assertThat(
            FailureWords.explain(
                    new BrokenSplitException("fragment 3 of 3 follows fragment 1 of 3"),
                    FailureKind.REFUSED,
                    new Scope.OfCollection("aidb", "models"),
                    null)
                .getMessage())
        .isEqualTo(
            "Cannot watch aidb.models: the fragments of a large event do not make one: fragment 3 of"
                + " 3 follows fragment 1 of 3. Start again after the last handled position; if it"
                + " happens again, upgrade the server, or make events smaller so that none is split.");
  }

  @Test
  void anEventWithoutTheImageItMustHave() {
    assertThat(refused(47))
        .isEqualTo(
            "Cannot watch aidb.models: an event lacks the document before or after the change, which"
                + " is required (code 47). Ask for it when available, or let the collection keep"
                + " images (changeStreamPreAndPostImages) and start behind that event.");
  }

  /** These speak of the request alone, which is the user's own, so the server may be quoted. */
  @ParameterizedTest
  @ValueSource(ints = {20, 40324, 40415, 168, 2, 14})
  void aStageThatTheServerRefuses(int code) {
    assertThat(refused(code))
        .isEqualTo(
            "Cannot watch aidb.models: the server refuses the pipeline or an option: about "
                + SECRET
                + " (code "
                + code
                + "). Change the stage or option it names; change streams allow a few stages"
                + " only.");
  }

  @Test
  void anyOtherRefusal() {
    assertThat(refused(464))
        .isEqualTo(
            "Cannot watch aidb.models: the server refuses the stream: code 464 Name464. Look up"
                + " that code; the same request will fail again.");
  }

  @Test
  void noCursorInTime() {
    String rest =
        ". Check that a primary is up (rs.status() in mongosh) and that this host reaches it, or"
            + " raise the connect timeout.";

    assertThat(FailureWords.connectFailed(null, SCOPE))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage("Cannot watch aidb.models: no cursor could be opened in time" + rest);
    assertThat(FailureWords.connectFailed(connectionLost(), SCOPE))
        .hasMessage(
            "Cannot watch aidb.models: no cursor could be opened in time, last:"
                + " MongoSocketReadException"
                + rest);
    assertThat(explain(code(91), FailureKind.REOPEN))
        .hasMessage(
            "Cannot watch aidb.models: no cursor could be opened in time, last: code 91 Name91"
                + rest);
  }

  @Test
  void noCursorWithinTheTimeLimitOfTheClient() {
    assertThat(FailureWords.connectFailed(new MongoOperationTimeoutException(SECRET), SCOPE))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage(
            "Cannot watch aidb.models: no cursor could be opened in time, last:"
                + " MongoOperationTimeoutException. Check that a primary is up (rs.status() in"
                + " mongosh) and that this host reaches it, or raise the client's timeoutMS, which"
                + " ended the last try.");
  }

  @Test
  void aDefect() {
    assertThat(explain(new IllegalStateException(SECRET), FailureKind.DEFECT))
        .isExactlyInstanceOf(StreamsException.class)
        .hasMessage(
            "Cannot watch aidb.models: an unexpected IllegalStateException came up. Look at the"
                + " cause; if the client was closed, keep it open for as long as the watcher runs.");
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void theCauseIsKeptAndItsTextIsNot(FailureKind kind) {
    for (Throwable cause : List.of(code(4711), connectionLost(), new AssertionError(SECRET))) {
      StreamsException explained = explain(cause, kind);

      assertThat(explained).hasCause(cause).hasMessageNotContaining(SECRET);
      assertThat(explained.explanation().on()).isEqualTo("aidb.models");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {280, 260, 50811, 9, 166, 10334, 464, 4711})
  void refusalsOfWhatWasReadQuoteNothing(int code) {
    assertThat(refused(code)).doesNotContain(SECRET);
  }
}
