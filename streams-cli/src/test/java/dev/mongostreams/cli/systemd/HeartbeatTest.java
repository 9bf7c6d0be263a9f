package dev.mongostreams.cli.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicLong events = new AtomicLong();

  private Heartbeat started(Map<String, String> environment) {
    Heartbeat heartbeat = new Heartbeat(environment, notices::add, told::add);
    heartbeat.start(this::stats);
    return heartbeat;
  }

  /** A reader that has read nothing, so that only finished events speak for it. */
  private WatcherStats stats() {
    return PulseTest.stats(WatcherState.RUNNING, events.getAndIncrement(), null, null);
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(60, TimeUnit.SECONDS));
  }

  @Test
  void tellsThatItIsReadyAndThenBeats() throws Exception {
    try (Heartbeat heartbeat =
        started(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "20000"))) {
      assertThat(heartbeat).isNotNull();
      assertThat(next()).isEqualTo("READY=1");
      assertThat(next()).isEqualTo("WATCHDOG=1");
      assertThat(next()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void beatsFourTimesInEachLimit() {
    assertThat(Heartbeat.periodMicros(60_000_000)).isEqualTo(15_000_000);
    assertThat(Heartbeat.periodMicros(1)).isEqualTo(1);
  }

  @Test
  void isReadyWithoutAWatchdogToo() throws Exception {
    try (Heartbeat heartbeat = started(Map.of("NOTIFY_SOCKET", "/run/systemd/notify"))) {
      assertThat(heartbeat).isNotNull();
      assertThat(next()).isEqualTo("READY=1");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void saysNothingWithoutSystemd() {
    started(Map.of("WATCHDOG_USEC", "20000")).close();

    assertThat(told).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void refusesATimeThatIsNone() {
    started(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "soon")).close();

    assertThat(notices)
        .containsExactly("WATCHDOG_USEC=soon is no number of microseconds: no heartbeat");
  }

  @Test
  void tellsWhenSystemdCannotBeTold() {
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/nowhere/notify");
    try (Heartbeat heartbeat = new Heartbeat(environment, notices::add)) {
      heartbeat.start(this::stats);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(notices).hasSize(1));
    }
    assertThat(notices.get(0)).contains("systemd").contains("READY=1");
  }
}
