package dev.mongostreams.bench.sync;

/** What is compared. */
public enum Way {
  /** A watcher whose handler does nothing: what MongoDB and the watcher alone can give. */
  WATCHER("watcher"),
  /** A watcher whose handler runs one statement for each change, each in a commit of its own. */
  STATEMENT_AN_EVENT("one statement an event"),
  /** A watcher whose handler writes the same batches, and keeps no position. */
  BATCHES("batches, no checkpoint"),
  /** A watcher into {@code PostgresSync}: rows and position in one transaction. */
  SYNC("PostgresSync");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  /** The name in reports. */
  public String label() {
    return label;
  }
}
