package dev.mongostreams.demo.feed;

import java.util.Set;

/**
 * Which changes a browser wants. Immutable.
 *
 * @param collection the one it wants, or empty for all
 * @param operations the kinds it wants, by the server's names, or empty for all
 */
public record FeedFilter(String collection, Set<String> operations) {
  /** Wants everything. */
  public static final FeedFilter ALL = new FeedFilter("", Set.of());

  /**
   * Copies the kinds.
   *
   * @param collection the one it wants, or empty for all
   * @param operations the kinds it wants, or empty for all
   */
  public FeedFilter {
    operations = Set.copyOf(operations);
  }

  boolean wants(FeedRow row) {
    return (collection.isEmpty() || collection.equals(row.collection()))
        && (operations.isEmpty() || operations.contains(row.operation()));
  }
}
