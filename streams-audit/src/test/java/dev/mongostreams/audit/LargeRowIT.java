package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes that are larger or deeper than a row may be. */
class LargeRowIT extends AuditedDatabase {
  @Test
  void aRowThatWouldBeTooLargeIsCut() {
    withImages();
    AuditLog log = log().documents(true);
    watch(log);
    String large = "x".repeat(16 * 1024 * 1024 - 90);

    models.insertOne(new Document("_id", 1).append("by", "ann").append("large", large));
    models.updateOne(Filters.eq(1), Updates.set("large", "y".repeat(9 << 20)));
    models.updateOne(Filters.eq(1), Updates.set("large", "z".repeat(9 << 20)));
    models.insertOne(model(2, "bob"));

    List<AuditRecord> rows = await(4);
    assertThat(rows).extracting(AuditRecord::cut).containsExactly(true, true, true, false);
    assertThat(rows.get(0).after()).isEqualTo(json("{_id: 1, by: 'ann'}"));
    assertThat(changeOf(rows.get(2)).getDocument("updatedFields").getString("large").getValue())
        .hasSize(9 << 20);
    assertThat(rows.get(2).before()).isEqualTo(json("{_id: 1, by: 'ann'}"));
    until("it counted", () -> log.counts().equals(new AuditLog.Counts(4, 0, 3)));
  }

  @Test
  void aRowThatWouldBeTooDeepIsCut() { // 62
    AuditLog log = log().documents(true);
    watch(log);

    models.insertMany(List.of(deep(1, 179), deep(2, 180), model(3, "bob")));

    List<AuditRecord> rows = await(3);
    assertThat(rows).extracting(AuditRecord::cut).containsExactly(false, true, false);
    assertThat(levels(rows.get(0).after())).isEqualTo(179);
    assertThat(levels(rows.get(1).after())).isEqualTo(179);
    assertThat(rows).extracting(AuditRecord::key).doesNotContainNull();
    until("it counted", () -> log.counts().equals(new AuditLog.Counts(3, 0, 1)));
  }

  /** A document of so many levels; the server keeps 180 at most. */
  private static Document deep(int id, int levels) {
    Document inner = new Document("x", 1);
    for (int level = 2; level < levels; level++) {
      inner = new Document("d", inner);
    }
    return new Document("_id", id).append("d", inner);
  }

  private static int levels(@Nullable BsonValue value) {
    return value instanceof BsonDocument document
        ? 1 + document.values().stream().mapToInt(LargeRowIT::levels).max().orElse(0)
        : 0;
  }
}
