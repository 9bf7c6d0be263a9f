package dev.mongostreams.bench.suite;

import dev.mongostreams.bench.fork.Program;
import dev.mongostreams.bench.run.LapMain;

/** Which program runs which way. */
final class Ways {
  private Ways() {}

  /** Finds the program of a way. */
  static Program program(String way) {
    return Program.java(LapMain.class.getName());
  }
}
