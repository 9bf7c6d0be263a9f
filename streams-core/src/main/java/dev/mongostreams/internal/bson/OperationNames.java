package dev.mongostreams.internal.bson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mongostreams.Operation;
import java.util.Arrays;

/** Finds an operation by the bytes of its name, without making a string. */
final class OperationNames {
  /** Most frequent first: the search stops at the first match. */
  private static final Operation[] OPERATIONS =
      Arrays.stream(Operation.values())
          .filter(op -> op != Operation.OTHER)
          .toArray(Operation[]::new);

  private static final byte[][] NAMES =
      Arrays.stream(OPERATIONS)
          .map(op -> op.serverName().getBytes(US_ASCII))
          .toArray(byte[][]::new);

  private OperationNames() {}

  /** Reads the BSON string at {@code valueAt}. */
  static Operation at(byte[] bytes, int valueAt) {
    int length = Elements.intAt(bytes, valueAt) - 1;
    int from = valueAt + Integer.BYTES;
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].length == length
          && Arrays.equals(bytes, from, from + length, NAMES[i], 0, length)) {
        return OPERATIONS[i];
      }
    }
    return Operation.OTHER;
  }
}
