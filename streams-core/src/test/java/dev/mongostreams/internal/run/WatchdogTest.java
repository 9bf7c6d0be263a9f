package dev.mongostreams.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest { // 6
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private Watchdog watchdog = watching(3, () -> true);
  private Thread thread = new Thread(watchdog);

  private Watchdog watching(int denials, BooleanSupplier working) {
    BooleanSupplier counted =
        () -> {
          asked.incrementAndGet();
          return working.getAsBoolean();
        };
    return new Watchdog(
        new Patience(Duration.ofMillis(2), denials, counted), lost::incrementAndGet);
  }

  private Watchdog.Turn waits(int denials, BooleanSupplier working) {
    watchdog = watching(denials, working);
    Watchdog.Turn turn = watchdog.begins();
    thread = new Thread(watchdog);
    thread.setDaemon(true);
    thread.start();
    return turn;
  }

  private static void until(BooleanSupplier claim) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!claim.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    watchdog.close();
    thread.join(15_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void givesUpAWaitThatTheServerDeniesAgainAndAgain() {
    Watchdog.Turn turn = waits(3, () -> false);

    until(() -> lost.get() == 1);
    assertThat(asked).hasValue(3);
    assertThat(watchdog.ends(turn)).as("what comes now is nobody's").isFalse();
  }

  @Test
  void leavesAWaitThatTheServerIsAtWorkFor() {
    Watchdog.Turn turn = waits(1, () -> true);

    until(() -> asked.get() > 20);

    assertThat(lost).hasValue(0);
    assertThat(watchdog.ends(turn)).isTrue();
  }

  @Test
  void denialsCountInARowOnly() {
    Watchdog.Turn turn = waits(2, () -> asked.get() % 2 == 0);

    until(() -> asked.get() > 20);

    assertThat(watchdog.ends(turn)).isTrue();
  }

  @Test
  void asksNothingWhileNobodyWaits() {
    Watchdog.Turn turn = waits(3, () -> true);
    until(() -> asked.get() > 0);

    assertThat(watchdog.ends(turn)).isTrue();

    int before = asked.get();
    watchdog.close();
    until(() -> !thread.isAlive());
    assertThat(asked.get()).as("one may have been under way").isLessThanOrEqualTo(before + 1);
  }

  @Test
  void isMorePatientAfterItHasGivenUpForNothing() {
    waits(2, () -> false);
    until(() -> lost.get() == 1);
    int before = asked.get();

    Watchdog.Turn again = watchdog.begins();
    until(() -> lost.get() == 2);

    assertThat(asked.get() - before).as("twice as often").isEqualTo(4);
    assertThat(watchdog.ends(again)).isFalse();
  }
}
