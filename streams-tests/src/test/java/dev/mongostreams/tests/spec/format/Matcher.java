package dev.mongostreams.tests.spec.format;

import java.util.List;
import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Compares what came with what was expected, by the rules of the unified test format: more keys
 * than expected only at the root, numbers by their value, order of keys of no meaning, and the
 * operators that the change-stream cases use.
 */
public final class Matcher {
  private Matcher() {}

  /** Compares a command or a result, which may have more keys than expected. */
  public static void matchRoot(String what, BsonDocument expected, BsonDocument actual) {
    matchKeys(what, expected, actual);
  }

  private static void matchKeys(String path, BsonDocument expected, BsonDocument actual) {
    expected.forEach((key, value) -> match(path + "." + key, value, actual.get(key)));
  }

  private static void match(String path, BsonValue expected, @Nullable BsonValue actual) {
    if (isOperator(expected)) {
      matchOperator(path, expected.asDocument(), actual);
    } else if (actual == null) {
      throw mismatch(path, expected, null);
    } else if (expected.isDocument() && actual.isDocument()) {
      matchDocument(path, expected.asDocument(), actual.asDocument());
    } else if (expected.isArray() && actual.isArray()) {
      matchArray(path, expected.asArray(), actual.asArray());
    } else if (!same(expected, actual)) {
      throw mismatch(path, expected, actual);
    }
  }

  private static boolean isOperator(BsonValue expected) {
    return expected.isDocument()
        && expected.asDocument().size() == 1
        && expected.asDocument().getFirstKey().startsWith("$$");
  }

  private static void matchOperator(
      String path, BsonDocument expected, @Nullable BsonValue actual) {
    BsonValue operand = expected.get(expected.getFirstKey());
    switch (expected.getFirstKey()) {
      case "$$exists" -> {
        if (operand.asBoolean().getValue() != (actual != null)) {
          throw mismatch(path, expected, actual);
        }
      }
      case "$$type" -> {
        List<BsonValue> names = operand.isArray() ? operand.asArray() : List.of(operand);
        if (actual == null || !names.contains(new BsonString(typeName(actual.getBsonType())))) {
          throw mismatch(path, expected, actual);
        }
      }
      case "$$unsetOrMatches" -> {
        if (actual != null) {
          match(path, operand, actual);
        }
      }
      default -> throw new AssertionError("Unknown operator: " + expected.getFirstKey());
    }
  }

  private static void matchDocument(String path, BsonDocument expected, BsonDocument actual) {
    matchKeys(path, expected, actual);
    for (String key : actual.keySet()) {
      if (!expected.containsKey(key)) {
        throw new AssertionError(path + "." + key + " was not expected: " + actual.get(key));
      }
    }
  }

  private static void matchArray(String path, List<BsonValue> expected, List<BsonValue> actual) {
    if (expected.size() != actual.size()) {
      throw new AssertionError(
          path + " has " + actual.size() + " elements in place of " + expected.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      match(path + "[" + i + "]", expected.get(i), actual.get(i));
    }
  }

  private static boolean same(BsonValue expected, BsonValue actual) {
    if (expected instanceof BsonNumber wanted && actual instanceof BsonNumber got) {
      return wanted
              .decimal128Value()
              .bigDecimalValue()
              .compareTo(got.decimal128Value().bigDecimalValue())
          == 0;
    }
    return expected.equals(actual);
  }

  /** The server's aliases, of which these differ from the names of the enum. */
  private static String typeName(BsonType type) {
    return switch (type) {
      case INT32 -> "int";
      case INT64 -> "long";
      case DOCUMENT -> "object";
      case BOOLEAN -> "bool";
      case DATE_TIME -> "date";
      case OBJECT_ID -> "objectId";
      case BINARY -> "binData";
      case REGULAR_EXPRESSION -> "regex";
      case DECIMAL128 -> "decimal";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }

  private static AssertionError mismatch(
      String path, BsonValue expected, @Nullable BsonValue actual) {
    return new AssertionError(path + ": expected " + expected + ", but it is " + actual);
  }
}
