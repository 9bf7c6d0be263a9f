package dev.mongostreams.bench.live;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** What arrivals say of the writes that they tell of. */
final class LatencyFigures {
  private static final int WARM_UP_PART = 5;

  /** Of fewer one hundredth is a single one, and says nothing. */
  private static final int ENOUGH = 1_000;

  private static final double NANOS_PER_MICRO = 1_000;

  private LatencyFigures() {}

  static Answer of(OpenLoop loop, Arrivals arrivals) {
    int writes = loop.writes();
    long[] seen = arrivals.first(writes);
    Histogram due = new Histogram(3);
    // Exact, as an event may come before its acknowledgement, and a histogram has no such times.
    double[] afterAcknowledgement = new double[writes];
    int kept = 0;
    int lost = 0;
    for (int number = 0; number < writes; number++) {
      if (seen[number] == Arrivals.NEVER) {
        lost++;
      } else if (number >= writes / WARM_UP_PART) {
        due.recordValue(Math.max(0, seen[number] - loop.due(number)));
        afterAcknowledgement[kept++] = (seen[number] - loop.acknowledged(number)) / NANOS_PER_MICRO;
      }
    }
    Answer answer =
        new Answer()
            .figure("written", writes)
            .figure("lost", lost)
            .figure("repeated", arrivals.repeated(writes))
            .fault(lost == 0 ? "" : lost + " changes did not come");
    return kept == 0 ? answer : figures(answer, due, Arrays.copyOf(afterAcknowledgement, kept));
  }

  private static Answer figures(Answer answer, Histogram due, double[] afterAcknowledgement) {
    Arrays.sort(afterAcknowledgement);
    if (afterAcknowledgement.length >= ENOUGH) {
      answer
          .figure("dueP99Micros", due.getValueAtPercentile(99) / NANOS_PER_MICRO)
          .figure("ackP99Micros", at(afterAcknowledgement, 0.99));
    }
    return answer
        .figure("dueP50Micros", due.getValueAtPercentile(50) / NANOS_PER_MICRO)
        .figure("dueP90Micros", due.getValueAtPercentile(90) / NANOS_PER_MICRO)
        .figure("ackP50Micros", at(afterAcknowledgement, 0.50))
        .figure("ackP90Micros", at(afterAcknowledgement, 0.90));
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
  }
}
