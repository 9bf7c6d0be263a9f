package dev.mongostreams.internal.bson;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds what an event says against the driver's own decoding of the same bytes. */
class EventAgainstDriverTest {
  private static final int SEEDS = 2_000;
  private static final List<String> HEADERS =
      List.of(
          "_id",
          "operationType",
          "ns",
          "documentKey",
          "clusterTime",
          "fullDocument",
          "updateDescription",
          "wallTime",
          "to");

  @Test
  void eachValueIsWhatTheDriverDecodes() {
    int compared = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      RawChangeEvent event = RawChangeEvent.of(RandomBson.amid(event(seed)));
      for (Map.Entry<String, BsonValue> expected : paths(event(seed)).entrySet()) {
        assertThat(event.value(expected.getKey()))
            .as("seed %d, path \"%s\"", seed, expected.getKey())
            .isEqualTo(expected.getValue());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10 * SEEDS);
  }

  @Test
  void aPathThatLeadsNowhereIsNull() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RawChangeEvent event = RawChangeEvent.of(RandomBson.amid(event(seed)));
      for (String path : paths(event(seed)).keySet()) {
        assertThat(event.value(path + ".nowhere")).as("seed %d, %s", seed, path).isNull();
      }
      assertThat(event.value("nowhere")).isNull();
    }
  }

  @Test
  void headersAreTheFieldsThatHaveTheirType() {
    for (long seed = 0; seed < SEEDS; seed++) {
      BsonDocument driver = event(seed);
      RawChangeEvent event = RawChangeEvent.of(RandomBson.amid(driver));
      String as = "seed " + seed;

      assertThat(event.hasToken()).as(as).isEqualTo(driver.isDocument("_id"));
      if (event.hasToken()) {
        assertThat(event.token().document()).as(as).isEqualTo(driver.getDocument("_id"));
      }
      assertThat(event.operationName()).as(as).isEqualTo(text(driver.get("operationType")));
      assertThat(event.database()).as(as).isEqualTo(text(in(driver.get("ns"), "db")));
      assertThat(event.collection()).as(as).isEqualTo(text(in(driver.get("ns"), "coll")));
      assertThat(event.clusterTime()).as(as).isEqualTo(time(driver.get("clusterTime")));
      assertThat(event.documentKey()).as(as).isEqualTo(document(driver.get("documentKey")));
      assertThat(event.documentId()).as(as).isEqualTo(in(driver.get("documentKey"), "_id"));
      assertThat(event.fullDocument()).as(as).isEqualTo(decoded(driver.get("fullDocument")));
      assertThat(event.updatedFields()).as(as).isNotNull();
      assertThat(event.removedFields()).as(as).isNotNull();
    }
  }

  @Test
  void theWholeEventIsWhatTheDriverDecodes() {
    for (long seed = 0; seed < SEEDS; seed++) {
      BsonDocument driver = event(seed);
      RawChangeEvent event = RawChangeEvent.of(RandomBson.amid(driver));

      assertThat(event.raw()).as("seed %d", seed).isEqualTo(driver);
      assertThat(event.detach().raw()).as("seed %d, detached", seed).isEqualTo(driver);
    }
  }

  @Test
  void goesAsDeepAsTheServerAllowsAndFurther() {
    BsonDocument driver = new RandomBson(1).deep(200);
    RawChangeEvent event = RawChangeEvent.of(RandomBson.amid(driver));
    String path = "d.".repeat(200) + "leaf";

    assertThat(event.value(path)).isNotNull().isEqualTo(paths(driver).get(path));
  }

  /** An event with each header present, absent, or of any type at all. */
  private static BsonDocument event(long seed) {
    RandomBson bson = new RandomBson(seed);
    Random random = new Random(seed);
    BsonDocument event = bson.document(1);
    for (String header : HEADERS) {
      switch (random.nextInt(4)) {
        case 0 -> event.remove(header);
        case 1 -> event.put(header, bson.value(2));
        default -> event.put(header, usual(header, bson));
      }
    }
    return event;
  }

  private static BsonValue usual(String header, RandomBson bson) {
    return switch (header) {
      case "operationType" -> new BsonString("insert");
      case "ns", "to" ->
          new BsonDocument("db", new BsonString("aidb")).append("coll", new BsonString("models"));
      case "clusterTime" -> new BsonTimestamp(5, 6);
      case "documentKey" -> new BsonDocument("_id", bson.value(1));
      default -> bson.document(3);
    };
  }

  /** All values below a document, but for those that a name with a dot hides. */
  private static Map<String, BsonValue> paths(BsonDocument document) {
    Map<String, BsonValue> found = new LinkedHashMap<>();
    collect("", document, found);
    return found;
  }

  private static void collect(String prefix, BsonValue parent, Map<String, BsonValue> found) {
    if (parent instanceof BsonDocument document) {
      document.forEach((name, value) -> one(prefix, name, value, found));
    } else if (parent instanceof BsonArray array) {
      List<BsonValue> values = new ArrayList<>(array);
      for (int i = 0; i < values.size(); i++) {
        one(prefix, String.valueOf(i), values.get(i), found);
      }
    }
  }

  private static void one(
      String prefix, String name, BsonValue value, Map<String, BsonValue> found) {
    if (name.indexOf('.') < 0) {
      found.put(prefix + name, value);
      collect(prefix + name + ".", value, found);
    }
  }

  private static String text(@Nullable BsonValue value) {
    return value instanceof BsonString text ? text.getValue() : "";
  }

  private static @Nullable BsonValue in(@Nullable BsonValue parent, String name) {
    return parent instanceof BsonDocument document ? document.get(name) : null;
  }

  private static @Nullable BsonTimestamp time(@Nullable BsonValue value) {
    return value instanceof BsonTimestamp time ? time : null;
  }

  private static @Nullable BsonDocument document(@Nullable BsonValue value) {
    return value instanceof BsonDocument document ? document : null;
  }

  private static @Nullable Document decoded(@Nullable BsonValue value) {
    return value instanceof BsonDocument document
        ? new RawBsonDocument(document, RandomBson.CODEC)
            .decode(MongoClientSettings.getDefaultCodecRegistry().get(Document.class))
        : null;
  }
}
