package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.failure.FailurePolicy;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
  /** Never asked. */
  private final MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");

  private final AuditLog log = AuditLog.in(client.getDatabase("ops").getCollection("audit"));

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
  void refusesAPathWithAnEmptyName(String path) {
    assertThatThrownBy(() -> log.who(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read who made a change from the field \""
                + path
                + "\": give the names on the way to it with single dots between, as meta.updatedBy.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "letters", ".letters", "ops."})
  void refusesToLeaveOutWhatIsNoCollection(String namespace) {
    assertThatThrownBy(() -> log.leaveOut(namespace))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot leave \""
                + namespace
                + "\" out of the audit log: give the database and the collection, as ops.letters.");
  }

  @ParameterizedTest
  @CsvSource({"4.4.29, false", "5.0.0, false", "6.0.27, true", "8.0.1-rc0, true", "10.0.0, true"})
  void asksForImagesWhereTheServerHasThem(String version, boolean asks) {
    assertThat(AuditLog.hasImages(version)).isEqualTo(asks);
  }

  @Test
  void anOptionMakesAnotherLogWithCountsOfItsOwn() {
    assertThat(log.who("by")).isNotSameAs(log);
    assertThat(log.documents(true).counts()).isEqualTo(new AuditLog.Counts(0, 0, 0));
  }

  @Test
  void theRoleMayAddAndReadAndNothingElse() {
    assertThat(AuditRole.command("auditWriter", "ops.audit.log"))
        .isEqualTo(
            Document.parse(
                "{createRole: 'auditWriter', privileges: [{resource: {db: 'ops', collection:"
                    + " 'audit.log'}, actions: ['find', 'insert']}], roles: []}"));
  }

  @Test
  void waitsForAStoreThatIsAwayAndNotForOneThatRefuses() {
    assertThat(AuditLog.waiting().after(new MongoTimeoutException("no primary")).retries())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(AuditLog.waiting().after(notAllowed()).retries())
        .isEqualTo(FailurePolicy.stop().retries());
  }

  private static MongoCommandException notAllowed() {
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(13)),
        new ServerAddress());
  }
}
