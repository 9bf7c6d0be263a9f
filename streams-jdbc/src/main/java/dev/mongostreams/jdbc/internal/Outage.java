package dev.mongostreams.jdbc.internal;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time in which the database cannot do what it is asked, through no fault of what was asked. For
 * one thread.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Connection lost, authorization at login, rollback of a transaction, want of resources. */
  private static final Set<String> CLASSES = Set.of("08", "28", "40", "53", "58");

  /** Shutdown, crash, not yet up, database dropped, idle session ended, a standby. */
  private static final Set<String> STATES =
      Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25006");

  private final String name;
  private int attempts;
  private long begunNanos;

  Outage(String name) {
    this.name = name;
  }

  /** Tells whether trying the same again later may work, whatever the events are. */
  static boolean isOne(SQLException failure) {
    String state = state(failure);
    return STATES.contains(state)
        || (state.length() == 5 && CLASSES.contains(state.substring(0, 2)))
        || failure instanceof SQLTransientConnectionException
        || failure instanceof SQLRecoverableException;
  }

  static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  /**
   * Waits before the next try, longer each time.
   *
   * @param ended ends the wait
   * @throws InterruptedException when the thread was interrupted, or the latch has opened
   */
  void pause(SQLException failure, CountDownLatch ended) throws InterruptedException {
    if (attempts == 0) {
      begunNanos = System.nanoTime();
    }
    long nanos = nanos(attempts++);
    // At 1, 2, 4, 8, ...: an outage of a night must not fill a log.
    if (Integer.bitCount(attempts) == 1) {
      LOG.warn(
          "{}: PostgreSQL cannot take changes ({} {}), attempt {}, next one in {} ms",
          name,
          failure.getClass().getSimpleName(),
          state(failure),
          attempts,
          TimeUnit.NANOSECONDS.toMillis(nanos));
    }
    if (ended.await(nanos, TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("The sink was closed while PostgreSQL was away.");
    }
  }

  private static long nanos(int attempt) {
    long most = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(attempt, 20));
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2);
  }

  /** It takes changes again. */
  void over() {
    if (attempts > 0) {
      LOG.info(
          "{}: PostgreSQL takes changes again after {} attempts, {} ms",
          name,
          attempts,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos));
      attempts = 0;
    }
  }
}
