package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import java.util.LongSummaryStatistics;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * What came of the numbers from 0 to an end when only some topics are kept, and how many bytes the
 * server sent meanwhile. One listener writes, another thread waits for the end.
 */
final class KeptNotes implements Notes {
  private static final int TOPICS = 100;

  private final Arrivals arrivals;
  private final LongSupplier sentBytes;
  private final int keep;
  private final int end;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long before;
  private long count;
  private long sum;

  /**
   * Makes notes.
   *
   * @param arrivals takes that it is ready, and nothing else
   * @param sentBytes what the server has sent so far
   */
  KeptNotes(Order order, Arrivals arrivals, LongSupplier sentBytes) {
    this.arrivals = arrivals;
    this.sentBytes = sentBytes;
    this.keep = order.number("keep");
    this.end = order.number("end");
  }

  @Override
  public void ready() {
    before = sentBytes.getAsLong();
    arrivals.note(Arrivals.READY);
  }

  @Override
  public void message(String text) {
    long number = Notes.number(text);
    if (number == end) {
      ended.countDown();
    } else if (ended.getCount() > 0) {
      count++;
      sum += number;
    }
  }

  /** Waits for the end, for as long as this process is left alone. */
  Answer answer() throws InterruptedException {
    ended.await();
    LongSummaryStatistics expected =
        LongStream.range(0, end).filter(number -> number % TOPICS < keep).summaryStatistics();
    boolean right = count == expected.getCount() && sum == expected.getSum();
    return new Answer()
        .figure("bytesPerKept", (sentBytes.getAsLong() - before) / (double) expected.getCount())
        .fault(right ? "" : "other messages came than were to be kept, " + count + " of them");
  }
}
