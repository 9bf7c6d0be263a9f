package dev.mongostreams.redis;

import dev.mongostreams.ChangeEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Builds keys of a prefix and the value of one field, as it was before the change and as it is
 * after it. Empty when the event does not tell both.
 *
 * @param prefix what the keys begin with
 * @param field at the top of the document
 */
record FieldKeys(String prefix, String field) implements Function<ChangeEvent, Set<String>> {
  static final String ID = "_id";

  @Override
  public Set<String> apply(ChangeEvent change) {
    if (field.equals(ID)) {
      return keys(change.documentId());
    }
    BsonValue before = change.value("fullDocumentBeforeChange." + field);
    BsonValue after = change.value("fullDocument." + field);
    if (before == null && change.value("updateDescription.updatedFields." + field) != null) {
      return Set.of();
    }
    return before == null && after == null
        ? keys(change.value("documentKey." + field))
        : keys(Stream.of(before, after).filter(value -> value != null).toArray(BsonValue[]::new));
  }

  private Set<String> keys(@Nullable BsonValue... values) {
    Set<String> keys = new HashSet<>();
    for (BsonValue value : values) {
      String text = text(value);
      if (text == null) {
        return Set.of();
      }
      keys.add(prefix + text);
    }
    return keys;
  }

  /** Numbers by value, as the server compares them: 7, 7L and 7.0 are one key. */
  private static @Nullable String text(@Nullable BsonValue value) {
    if (value instanceof BsonString text) {
      return text.getValue();
    }
    if (value instanceof BsonInt32 || value instanceof BsonInt64) {
      return Long.toString(value.asNumber().longValue());
    }
    if (value instanceof BsonDouble number && number.getValue() == (long) number.getValue()) {
      return Long.toString((long) number.getValue());
    }
    return value instanceof BsonObjectId id ? id.getValue().toHexString() : null;
  }
}
