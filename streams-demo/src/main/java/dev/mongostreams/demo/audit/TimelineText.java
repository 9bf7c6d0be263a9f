package dev.mongostreams.demo.audit;

import dev.mongostreams.audit.AuditRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as a line of at most 100 columns. Immutable.
 *
 * @param whoField the field that says who, which is not repeated among what changed
 * @param colour whether the line may have colours
 */
record TimelineText(String whoField, boolean colour) {
  static final int WIDTH = 100;

  private static final String FORM = "%-12s %1s %-7s  %-9s  %-17s  %s";
  private static final int CHANGE_WIDTH = WIDTH - 54;
  private static final int VALUE_WIDTH = 22;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  /** Says nothing that the other columns do not say. */
  private static final Set<String> DULL =
      Set.of("_id", "id", "created_at", "timestamp", "model_version_id", "model_id");

  /** What stands above the lines. */
  List<String> head() {
    return List.of(
        "",
        "(name): the change left the field as it was.  -: nobody is told.  |: in a transaction.",
        "",
        String.format(FORM, "time (UTC)", "", "who", "what", "where", "what changed"),
        "-".repeat(WIDTH));
  }

  /** A record, or the first of several that are alike. */
  String line(AuditRecord record, int alike) {
    String line =
        String.format(
            FORM,
            TIME.format(record.time()),
            record.transaction() == null ? "" : "|",
            shortened(who(record), 7),
            shortened(record.operation(), 9),
            shortened(alike > 1 ? record.collection() : where(record), 17),
            alike > 1 ? alike + " new ones" : shortened(changed(record), CHANGE_WIDTH));
    return coloured(record.operation(), line.stripTrailing());
  }

  /** What stands for rows that are not printed. */
  String more(long rows) {
    return String.format(Locale.ROOT, "%-12s ... and %,d rows more", "", rows);
  }

  private String coloured(String operation, String line) {
    String code =
        switch (operation) {
          case "insert" -> "32";
          case "update", "replace" -> "33";
          case "delete", "drop", "dropDatabase" -> "31";
          default -> "36";
        };
    return colour ? "\u001B[" + code + "m" + line + "\u001B[0m" : line;
  }

  private static String who(AuditRecord record) {
    AuditRecord.Who who = record.who();
    if (who == null) {
      return "-";
    }
    return who.kept() ? "(" + text(who.value()) + ")" : text(who.value());
  }

  private static String where(AuditRecord record) {
    BsonDocument any = record.after() == null ? record.before() : record.after();
    BsonValue number = any == null ? null : any.get("id");
    BsonValue key = record.key() == null ? null : record.key().get("_id");
    if (number != null) {
      return record.collection() + " " + text(number);
    }
    return key == null ? record.collection() : record.collection() + " " + end(text(key));
  }

  private static String end(String text) {
    return text.length() <= 6 ? text : ".." + text.substring(text.length() - 6);
  }

  private String changed(AuditRecord record) {
    List<String> parts = new ArrayList<>();
    BsonDocument change = record.change();
    if (change != null && change.isDocument("updatedFields")) {
      updated(change, record.before(), parts);
    } else if (change != null) {
      parts.add(change.toJson(RELAXED));
    } else if (record.after() != null && record.before() != null) {
      replaced(record.before(), record.after(), parts);
    } else {
      BsonDocument all = record.after() == null ? record.before() : record.after();
      fields(all == null ? new BsonDocument() : all, parts);
    }
    return (record.cut() ? "(cut) " : "") + String.join(", ", parts);
  }

  private void updated(BsonDocument change, @Nullable BsonDocument before, List<String> parts) {
    BsonDocument set = change.getDocument("updatedFields");
    set.forEach(
        (name, value) -> {
          if (set.size() == 1 || !name.equals(whoField)) {
            parts.add(became(name, before == null ? null : before.get(name), value));
          }
        });
    if (change.isArray("removedFields")) {
      change.getArray("removedFields").forEach(name -> parts.add("-" + text(name)));
    }
    if (change.isArray("truncatedArrays")) {
      change.getArray("truncatedArrays").forEach(cut -> parts.add(text(cut)));
    }
  }

  private static String became(String name, @Nullable BsonValue old, BsonValue value) {
    return name + ": " + (old == null ? "" : text(old) + " -> ") + text(value);
  }

  private void replaced(BsonDocument before, BsonDocument after, List<String> parts) {
    after.forEach(
        (name, value) -> {
          if (!DULL.contains(name) && !value.equals(before.get(name))) {
            parts.add(became(name, before.get(name), value));
          }
        });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name) && !name.equals(whoField))
        .forEach(name -> parts.add("-" + name));
  }

  private void fields(BsonDocument document, List<String> parts) {
    document.forEach(
        (name, value) -> {
          if (!DULL.contains(name) && !name.equals(whoField)) {
            parts.add(name + ": " + text(value));
          }
        });
  }

  private static String text(BsonValue value) {
    if (value instanceof BsonString string) {
      return shortened(string.getValue(), VALUE_WIDTH);
    }
    if (value.isDateTime()) {
      return Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
    }
    if (value.isDouble()) {
      return number(value.asDouble().getValue());
    }
    if (value.isObjectId()) {
      return value.asObjectId().getValue().toHexString();
    }
    String json = new BsonDocument("v", value).toJson(RELAXED);
    return shortened(json.substring("{\"v\": ".length(), json.length() - 1), VALUE_WIDTH);
  }

  private static String number(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** Without what moves the cursor of a terminal: documents hold what anybody has written. */
  private static String shortened(String text, int width) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
    return plain.length() <= width ? plain : plain.substring(0, width - 3) + "...";
  }
}
