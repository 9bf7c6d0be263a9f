package dev.mongostreams.internal.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.mongodb.MongoClientSettings;
import dev.mongostreams.ChangeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonSerializationException;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads replies with flipped, cut and overwritten bytes: refused or read, never anything else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedBytesTest {
  private static final int SEEDS = 30_000;
  private static final List<String> PATHS =
      List.of("fullDocument.a", "fullDocument.d.d.leaf", "documentKey._id", "a", "ns.db", "to.db");

  /** Stands behind each document: whoever reads on meets it. */
  private static final byte[] STRANGER = RandomBson.bytes(new BsonDocument("s3cr3t", text("s3")));

  @Test
  void aDamagedEventIsRefusedOrReadWithinItsBounds() {
    int refused = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] bytes = damaged(RandomBson.bytes(event(seed)), new Random(seed));
      refused += survives(seed, () -> readAll(RawChangeEvent.of(beforeStranger(bytes)))) ? 0 : 1;
    }
    assertThat(refused).isBetween(SEEDS / 20, SEEDS * 19 / 20);
  }

  @Test
  void aDamagedReplyIsRefusedOrReadWithinItsBounds() {
    int refused = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] bytes = damaged(RandomBson.bytes(reply(seed)), new Random(seed));
      refused += survives(seed, () -> readAll(new CursorReply(beforeStranger(bytes)))) ? 0 : 1;
    }
    assertThat(refused).isBetween(SEEDS / 20, SEEDS * 19 / 20);
  }

  /** True when all could be read; false when it was refused as damaged bytes are to be. */
  private static boolean survives(long seed, Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (BsonSerializationException
        | BsonInvalidOperationException
        | IndexOutOfBoundsException
        | IllegalStateException refusal) {
      return false;
    } catch (Throwable other) {
      if (other instanceof IllegalArgumentException && isTheDrivers(other)) {
        return false;
      }
      return fail("Seed " + seed + " brought something else", other);
    }
  }

  /** What the driver decodes it also refuses, in its own ways. */
  private static boolean isTheDrivers(Throwable refusal) {
    return Arrays.stream(refusal.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("org.bson.BsonBinaryReader"));
  }

  private static void readAll(CursorReply reply) {
    assertThat(reply.collection()).doesNotContain("s3");
    reply.cursorId();
    reply.operationTime();
    reply.clusterTime();
    assertThat(String.valueOf(reply.end())).doesNotContain("s3");
    for (int i = 0; i < reply.size(); i++) {
      readAll(reply.event(i, MongoClientSettings.getDefaultCodecRegistry()));
    }
  }

  private static void readAll(ChangeEvent event) {
    event.operation();
    assertThat(event.toString() + event.renamedTo()).doesNotContain("s3");
    event.documentKey();
    event.documentId();
    event.updatedFields();
    event.removedFields();
    event.clusterTime();
    event.wallTime();
    assertThat(event.value("s3cr3t")).isNull();
    PATHS.forEach(event::value);
    assertThat(event.raw().getByteBuffer().remaining())
        .isEqualTo(event.detach().raw().getByteBuffer().remaining());
    event.fullDocument();
    event.token();
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    int hits = 1 + random.nextInt(3);
    for (int i = 0; i < hits; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt();
        case 2 -> damaged = Arrays.copyOf(damaged, Math.max(5, at));
        default -> putInt(damaged, at, oneOf(random, 0, -1, 1, -5, 4, 5, 1 << 30, -1 << 31));
      }
    }
    return damaged;
  }

  private static int oneOf(Random random, int... values) {
    return values[random.nextInt(values.length)];
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < Integer.BYTES && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> (8 * i));
    }
  }

  private static RawBsonDocument beforeStranger(byte[] bytes) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + STRANGER.length);
    System.arraycopy(STRANGER, 0, all, bytes.length, STRANGER.length);
    return new RawBsonDocument(all, 0, bytes.length);
  }

  private static BsonDocument event(long seed) {
    RandomBson bson = new RandomBson(seed);
    return new BsonDocument("_id", new BsonDocument("_data", text("8201")))
        .append("operationType", text("insert"))
        .append("clusterTime", new BsonTimestamp(7, 1))
        .append("ns", new BsonDocument("db", text("aidb")).append("coll", text("models")))
        .append("documentKey", new BsonDocument("_id", bson.value(1)))
        .append("fullDocument", bson.deep(3).append("a", bson.value(2)))
        .append(
            "updateDescription",
            new BsonDocument("updatedFields", bson.document(1))
                .append("removedFields", new BsonArray(List.of(text("x"), text("y")))));
  }

  private static BsonDocument reply(long seed) {
    BsonArray batch = new BsonArray(List.of(event(seed), event(seed + 1)));
    return new BsonDocument(
            "cursor",
            new BsonDocument(seed % 2 == 0 ? "firstBatch" : "nextBatch", batch)
                .append("postBatchResumeToken", new BsonDocument("_data", text("8202")))
                .append("id", new BsonInt64(4711))
                .append("ns", text("aidb.models")))
        .append("operationTime", new BsonTimestamp(9, 1))
        .append("ok", new BsonInt32(1));
  }

  private static BsonValue text(String value) {
    return new BsonString(value);
  }
}
