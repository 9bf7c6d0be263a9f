package dev.mongostreams.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.audit.AuditRecord.Who;
import java.util.Map;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record small enough for a document: takes its parts in the order of their worth, each
 * whole if it fits, else those of its fields that do. For one record and one thread.
 */
final class Fitting {
  /** What a document may have at most, in each version of the server so far. */
  static final int MOST_BYTES = 16 << 20;

  /** Levels that a part may have: the server keeps 180 in a document, and the row is one more. */
  static final int MOST_LEVELS = 179;

  /** More than what a row has and its event has not. */
  private static final int SLACK_BYTES = 1 << 10;

  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();
  private static final int TYPE_AND_END = 2;
  private static final int EMPTY_DOCUMENT = 5;

  private final int levels;
  private int bytesLeft;
  private boolean cut;

  private Fitting(int bytes, int levels) {
    this.bytesLeft = bytes;
    this.levels = levels;
  }

  /** True when the record of an event fits for sure: it repeats nothing but who made it. */
  static boolean fits(ChangeEvent change, AuditRecord record) {
    Who who = record.who();
    int repeated = who == null ? 0 : size(who.value());
    return (long) change.raw().getByteBuffer().remaining() + repeated + SLACK_BYTES <= MOST_BYTES;
  }

  /** The record, or as much of it as fits into a document of the server. */
  static AuditRecord fit(AuditRecord record) {
    return fit(record, MOST_BYTES, MOST_LEVELS);
  }

  /** The record, or as much of it as fits into so much. */
  static AuditRecord fit(AuditRecord record, int bytes, int levels) {
    int frame = size(without(record).document()) + SLACK_BYTES;
    Fitting fitting = new Fitting(bytes - frame, levels);
    BsonDocument key = fitting.part(RecordForm.KEY, record.key());
    Who who = fitting.who(record.who());
    BsonDocument change = fitting.part(RecordForm.CHANGE, record.change());
    BsonDocument before = fitting.part(RecordForm.BEFORE, record.before());
    BsonDocument after = fitting.part(RecordForm.AFTER, record.after());
    return with(record, new Parts(key, who, change, before, after), record.cut() || fitting.cut);
  }

  private record Parts(
      @Nullable BsonDocument key,
      @Nullable Who who,
      @Nullable BsonDocument change,
      @Nullable BsonDocument before,
      @Nullable BsonDocument after) {}

  private static AuditRecord without(AuditRecord record) {
    return with(record, new Parts(null, null, null, null, null), false);
  }

  private static AuditRecord with(AuditRecord record, Parts parts, boolean cut) {
    return new AuditRecord(
        record.token(),
        record.time(),
        record.clusterTime(),
        record.database(),
        record.collection(),
        record.operation(),
        parts.key,
        parts.who,
        parts.change,
        parts.before,
        parts.after,
        record.transaction(),
        cut);
  }

  private @Nullable Who who(@Nullable Who who) {
    return who == null || take(RecordForm.WHO, who.value(), 0) ? who : null;
  }

  private @Nullable BsonDocument part(String name, @Nullable BsonDocument part) {
    return part == null || take(name, part, 0) ? part : fields(name, part, 0);
  }

  /** Counts a field in if it fits whole, with so many levels of its part above it. */
  private boolean take(String name, BsonValue value, int level) {
    long bytes = (long) name.getBytes(UTF_8).length + TYPE_AND_END + size(value);
    if (bytes > bytesLeft || !isFlatter(value, levels - level)) {
      cut = true;
      return false;
    }
    bytesLeft -= (int) bytes;
    return true;
  }

  /** Those of its fields that fit; null when there is no room for an empty document. */
  private @Nullable BsonDocument fields(String name, BsonDocument part, int level) {
    int frame = name.getBytes(UTF_8).length + TYPE_AND_END + EMPTY_DOCUMENT;
    if (frame > bytesLeft || level >= levels) {
      return null;
    }
    bytesLeft -= frame;
    BsonDocument some = new BsonDocument();
    for (Map.Entry<String, BsonValue> field : part.entrySet()) {
      if (take(field.getKey(), field.getValue(), level + 1)) {
        some.append(field.getKey(), field.getValue());
      } else if (field.getValue() instanceof BsonDocument below) {
        BsonDocument fitting = fields(field.getKey(), below, level + 1);
        if (fitting != null) {
          some.append(field.getKey(), fitting);
        }
      }
    }
    return some;
  }

  private static boolean isFlatter(BsonValue value, int levels) {
    if (value instanceof BsonDocument document) {
      return levels > 0
          && document.values().stream().allMatch(below -> isFlatter(below, levels - 1));
    }
    return !value.isArray()
        || (levels > 0 && value.asArray().stream().allMatch(below -> isFlatter(below, levels - 1)));
  }

  private static int size(BsonValue value) {
    if (value instanceof RawBsonDocument raw) {
      return raw.getByteBuffer().remaining();
    }
    BsonDocument alone = value instanceof BsonDocument it ? it : new BsonDocument("", value);
    try (BasicOutputBuffer buffer = new BasicOutputBuffer();
        BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
      CODEC.encode(writer, alone, EncoderContext.builder().build());
      return buffer.getSize() - (value == alone ? 0 : EMPTY_DOCUMENT + TYPE_AND_END);
    }
  }
}
