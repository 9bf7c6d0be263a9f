package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoNamespace;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftOutTest {
  private final LeftOut leftOut =
      new LeftOut(new MongoNamespace("aidb.audit"), Set.of())
          .and(new MongoNamespace("aidb.points"))
          .and(new MongoNamespace("aidb.b.c"));

  @ParameterizedTest
  @CsvSource({
    "insert, audit, true",
    "delete, audit, true",
    "update, audit, false",
    "replace, audit, false",
    "drop, audit, false",
    "rename, audit, false",
    "insert, points, true",
    "update, points, true",
    "replace, points, true",
    "delete, points, true",
    "drop, points, false",
    "update, b.c, true",
    "insert, models, false",
    "update, models, false",
    "delete, models, false",
    "dropDatabase, '', false",
    "invalidate, '', true"
  })
  void namesWhatIsNoRow(String operation, String collection, boolean out) {
    assertThat(leftOut.contains(Events.inNamespace(operation, "aidb", collection, "{}")))
        .isEqualTo(out);
  }

  @Test
  void isOfOneDatabase() {
    assertThat(leftOut.contains(Events.inNamespace("insert", "other", "audit", "{}"))).isFalse();
    assertThat(leftOut.contains(Events.inNamespace("update", "other", "points", "{}"))).isFalse();
  }

  @Test
  void saysTheSameToTheServer() {
    assertThat(leftOut.filter())
        .isEqualTo(
            BsonDocument.parse(
                "{$nor: [{'ns.db': 'aidb', 'ns.coll': 'audit', operationType: {$in: ['insert',"
                    + " 'delete']}}, {'ns.db': 'aidb', 'ns.coll': 'b.c', operationType: {$in:"
                    + " ['insert', 'update', 'replace', 'delete']}}, {'ns.db': 'aidb', 'ns.coll':"
                    + " 'points', operationType: {$in: ['insert', 'update', 'replace', 'delete']}}]}"));
  }
}
