package dev.mongostreams.internal.read;

import static dev.mongostreams.internal.played.Failures.SERVER;
import static dev.mongostreams.internal.played.Failures.code;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoChangeStreamException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoSocketWriteException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerId;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureClassifierTest {
  private static final String LABEL = "ResumableChangeStreamError";
  private static final MongoCredential WHO =
      MongoCredential.createCredential("me", "admin", new char[] {'x'});

  private final FailureClassifier classifier = new FailureClassifier(true);
  private final FailureClassifier beforeLabels = new FailureClassifier(false);

  @ParameterizedTest
  @ValueSource(
      ints = {
        6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 63, 150, 13388, 234, 133
      })
  void theListBeforeLabelsResumesThereAndElsewhereByItsLabelOnly(int code) { // 2
    assertThat(beforeLabels.classify(code(code))).isEqualTo(FailureKind.RESUME);
    assertThat(classifier.classify(code(code, LABEL))).isEqualTo(FailureKind.RESUME);
    assertThat(classifier.classify(code(code))).isEqualTo(FailureKind.REOPEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 91, 10107, 133})
  void theListMayPassBeforeTheFirstCursorToo(int code) {
    assertThat(classifier.classifyFirst(code(code))).isEqualTo(FailureKind.REOPEN);
    assertThat(classifier.classifyFirst(code(code, LABEL))).isEqualTo(FailureKind.RESUME);
  }

  @ParameterizedTest
  @ValueSource(ints = {237, 175, 11601, 1, 8000, 241})
  void whatNothingMarksIsOpenedAgainAndRefusedAtFirst(int code) { // 3
    assertThat(classifier.classify(code(code))).isEqualTo(FailureKind.REOPEN);
    assertThat(beforeLabels.classify(code(code))).isEqualTo(FailureKind.REOPEN);
    assertThat(classifier.classifyFirst(code(code))).isEqualTo(FailureKind.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "286, HISTORY_LOST",
    "136, HISTORY_LOST",
    "13, NOT_ALLOWED",
    "18, NOT_ALLOWED",
    "40573, NOT_REPLICA_SET",
    "280, REFUSED",
    "260, REFUSED",
    "10334, REFUSED",
    "7182500, REFUSED",
    "7182504, REFUSED",
    "16493, REFUSED",
    "47, REFUSED",
    "50811, REFUSED",
    "464, REFUSED",
    "20, REFUSED",
    "40324, REFUSED",
    "40415, REFUSED",
    "168, REFUSED",
    "166, REFUSED",
    "2, REFUSED",
    "9, REFUSED",
    "14, REFUSED"
  })
  void finalCodesAreFinalAtOpenAndAtReadWhateverTheirLabel(int code, FailureKind kind) {
    assertThat(kind.mayPass()).isFalse();
    assertThat(classifier.classify(code(code))).isEqualTo(kind);
    assertThat(classifier.classifyFirst(code(code))).isEqualTo(kind);
    assertThat(classifier.classify(code(code, LABEL))).isEqualTo(kind);
    assertThat(beforeLabels.classify(code(code))).isEqualTo(kind);
  }

  @Test
  void cursorNotFoundResumesWithoutALabel() {
    assertThat(classifier.classify(code(43))).isEqualTo(FailureKind.RESUME);
    assertThat(classifier.classify(new MongoCursorNotFoundException(1, answer(43), SERVER)))
        .isEqualTo(FailureKind.RESUME);
    assertThat(classifier.classify(new MongoNotPrimaryException(answer(10107), SERVER)))
        .isEqualTo(FailureKind.RESUME);
  }

  private static BsonDocument answer(int code) {
    return new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code));
  }

  @Test
  void theLabelAgainstResumingIsObeyed() {
    assertThat(classifier.classify(code(237, "NonResumableChangeStreamError")))
        .isEqualTo(FailureKind.REFUSED);
  }

  static Stream<Throwable> lostConnections() {
    ServerId server = new ServerId(new ClusterId(), SERVER);
    return Stream.of(
        connectionLost(),
        new MongoSocketWriteException("x", SERVER, new IOException()),
        new MongoSocketOpenException("x", SERVER),
        new MongoSocketReadTimeoutException("x", SERVER, new IOException()),
        new MongoTimeoutException("no server"),
        new MongoConnectionPoolClearedException(server, null),
        new MongoClientException("x"),
        new MongoSecurityException(WHO, "lost while logging in", connectionLost()),
        new MongoSecurityException(WHO, "shut down while logging in", code(91)),
        new MongoSecurityException(WHO, "no answer", new MongoTimeoutException("x")));
  }

  @ParameterizedTest
  @MethodSource("lostConnections")
  void aLostConnectionResumesWheneverItIsLost(Throwable lost) {
    assertThat(classifier.classify(lost)).isEqualTo(FailureKind.RESUME);
    assertThat(classifier.classifyFirst(lost)).isEqualTo(FailureKind.RESUME);
    assertThat(classifier.cursorMayLive(lost)).isFalse();
  }

  @Test
  void wrongCredentialsAreNotTriedAgain() {
    assertThat(classifier.classify(new MongoSecurityException(WHO, "x", code(18))))
        .isEqualTo(FailureKind.NOT_ALLOWED);
    assertThat(classifier.classify(new MongoSecurityException(WHO, "x")))
        .isEqualTo(FailureKind.NOT_ALLOWED);
  }

  @Test
  void aServersOwnTimeLimitIsAnAnswer() {
    var late = new MongoExecutionTimeoutException(50, "x", answer(50));

    assertThat(classifier.classify(late)).isEqualTo(FailureKind.REOPEN);
    assertThat(classifier.cursorMayLive(late)).isTrue();
  }

  static List<Throwable> defects() {
    return List.of(
        new IllegalStateException("state should be: open"),
        new StackOverflowError(),
        new MongoInterruptedException("x", new InterruptedException()),
        new MongoConfigurationException("x"),
        new MongoIncompatibleDriverException("x", noServers()));
  }

  private static ClusterDescription noServers() {
    return new ClusterDescription(ClusterConnectionMode.MULTIPLE, ClusterType.UNKNOWN, List.of());
  }

  @ParameterizedTest
  @MethodSource("defects")
  void whatIsNotTheServersDoingIsADefect(Throwable defect) {
    assertThat(classifier.classify(defect)).isEqualTo(FailureKind.DEFECT);
    assertThat(classifier.classifyFirst(defect)).isEqualTo(FailureKind.DEFECT);
    assertThat(FailureKind.DEFECT.mayPass()).isFalse();
  }

  @Test
  void aStreamWithoutTokensIsRefused() {
    assertThat(classifier.classify(new MongoChangeStreamException("no _id")))
        .isEqualTo(FailureKind.REFUSED);
  }

  @Test
  void onlyACursorOnAServerThatAnswersAndHasItIsWorthKilling() {
    assertThat(classifier.cursorMayLive(code(280))).isTrue();
    assertThat(classifier.cursorMayLive(code(237))).isTrue();
    assertThat(classifier.cursorMayLive(code(43))).isFalse();
    assertThat(classifier.cursorMayLive(code(91))).isFalse();
    assertThat(classifier.cursorMayLive(new MongoNotPrimaryException(answer(10107), SERVER)))
        .isFalse();
    assertThat(classifier.cursorMayLive(connectionLost())).isFalse();
  }
}
