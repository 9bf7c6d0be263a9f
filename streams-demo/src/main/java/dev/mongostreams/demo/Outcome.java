package dev.mongostreams.demo;

/** How the demo ended, as its exit code. */
enum Outcome {
  AS_TOLD(0),
  NOT_AS_TOLD(1),
  USAGE(2),
  NO_REPLICA_SET(3);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
