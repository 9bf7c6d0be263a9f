package dev.mongostreams.demo.example;

/** How the demo or an example ended, as its exit code. */
public enum Outcome {
  /** Everything was as told. */
  AS_TOLD(0),
  /** Something was not as told, or a number not as promised. */
  NOT_AS_TOLD(1),
  /** The command line is wrong. */
  USAGE(2),
  /** There is no replica set to play on. */
  NO_REPLICA_SET(3);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /**
   * Returns the exit code.
   *
   * @return what the process ends with
   */
  public int code() {
    return code;
  }
}
