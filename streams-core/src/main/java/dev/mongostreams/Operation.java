package dev.mongostreams;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The kind of a change, as the server names it. A kind that this version does not know arrives as
 * {@link #OTHER}, never as an error; {@link ChangeEvent#operationName()} has its name.
 */
public enum Operation {
  /** A document was inserted. */
  INSERT("insert", false),
  /** Fields of a document were changed. */
  UPDATE("update", false),
  /** A document was replaced as a whole. */
  REPLACE("replace", false),
  /** A document was deleted; the event has its key only. */
  DELETE("delete", false),
  /** A collection was dropped. */
  DROP("drop", false),
  /** A collection was renamed; {@link ChangeEvent#renamedTo()} has its new name. */
  RENAME("rename", false),
  /** A database was dropped. */
  DROP_DATABASE("dropDatabase", false),
  /** The cursor ended, since what it watched was dropped or renamed. */
  INVALIDATE("invalidate", false),
  /** A collection was created. Expanded event, MongoDB 6.0 and later. */
  CREATE("create", true),
  /** Indexes were created. Expanded event, MongoDB 6.0 and later. */
  CREATE_INDEXES("createIndexes", true),
  /** Indexes were dropped. Expanded event, MongoDB 6.0 and later. */
  DROP_INDEXES("dropIndexes", true),
  /** A collection's options were changed. Expanded event, MongoDB 6.0 and later. */
  MODIFY("modify", true),
  /** A collection was sharded. Expanded event, MongoDB 6.0 and later. */
  SHARD_COLLECTION("shardCollection", true),
  /** A shard key was changed. Expanded event, MongoDB 6.1 and later. */
  RESHARD_COLLECTION("reshardCollection", true),
  /** A shard key was refined. Expanded event, MongoDB 6.1 and later. */
  REFINE_COLLECTION_SHARD_KEY("refineCollectionShardKey", true),
  /** Any other kind. Cannot be asked for by name. */
  OTHER("", false);

  private final String serverName;
  private final boolean expanded;

  Operation(String serverName, boolean expanded) {
    this.serverName = serverName;
    this.expanded = expanded;
  }

  /**
   * Returns the name the server uses, as {@code dropDatabase}.
   *
   * @return the name; empty for {@link #OTHER}
   */
  public String serverName() {
    return serverName;
  }

  /**
   * Tells whether the server sends this kind only when expanded events are asked for. A watcher
   * that names such an operation asks for them by itself.
   *
   * @return true for the kinds that came with {@code showExpandedEvents}
   */
  public boolean expanded() {
    return expanded;
  }

  /**
   * Finds an operation by the server's name for it, whatever its case.
   *
   * @param name the name, as {@code insert} or {@code dropDatabase}
   * @return the operation, never {@link #OTHER}
   * @throws IllegalArgumentException when there is none; the text lists them and suggests the
   *     nearest
   */
  public static Operation parse(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Operation operation : values()) {
      if (operation != OTHER && operation.serverName.toLowerCase(Locale.ROOT).equals(wanted)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "Unknown operation \""
            + name
            + "\". Did you mean \""
            + nearest(wanted).serverName
            + "\"? The known ones are "
            + Arrays.stream(values())
                .filter(operation -> operation != OTHER)
                .map(Operation::serverName)
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static Operation nearest(String wanted) {
    return Arrays.stream(values())
        .filter(operation -> operation != OTHER)
        .min(
            Comparator.comparingInt(
                operation -> distance(wanted, operation.serverName.toLowerCase(Locale.ROOT))))
        .orElse(INSERT);
  }

  /** Edit distance: how many letters must be added, removed or changed. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int changed = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }
}
