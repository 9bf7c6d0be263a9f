package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.lap.Answer;
import java.util.List;

/** A question that several ways are asked in turn. For one thread. */
public interface Scenario {

  /** Its name in recordings, as {@code drain-1k}. */
  String name();

  /** What is asked, in one sentence. */
  String question();

  /** Who is asked, in the order of the first round. */
  List<String> ways();

  /** How often each way runs, when a plan says how often most do. */
  default int rounds(int planned) {
    return planned;
  }

  /** Does once what all laps need, as writing a history. */
  void prepare(Ground ground) throws InterruptedException;

  /** Lets one of the ways do it once. */
  Answer lap(String way) throws InterruptedException;

  /** Ends what it started, as servers of peers; called once, whatever became of the laps. */
  default void end() {}

  /** The same, asking only those of its ways; those that it does not know are left out. */
  default Scenario only(List<String> ways) {
    return new OnlySome(this, ways().stream().filter(ways::contains).toList());
  }
}
