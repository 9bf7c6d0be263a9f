package dev.mongostreams.bench.cache;

/** What is compared. */
public enum Way {
  /** The keys, deleted one command each, a thousand in a pipeline, and nothing else. */
  PLAIN_DELETES("plain pipelined DELs"),
  /** The invalidation, handed the changes from memory, a thousand at a time. */
  INVALIDATION("invalidation"),
  /** A watcher whose handler does nothing: what MongoDB and the watcher alone can give. */
  WATCHER("watcher"),
  /** All of it: a watcher that reads the changes and hands them to the invalidation. */
  WATCHED("watcher and invalidation");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  /** The name in reports. */
  public String label() {
    return label;
  }
}
