package dev.mongostreams.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mongostreams.Engine;
import dev.mongostreams.Operation;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatcherMetricsTest {
  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final AtomicInteger asked = new AtomicInteger();

  private WatcherStats stats = young();

  private final WatcherMetrics metrics =
      new WatcherMetrics(
          () -> {
            asked.incrementAndGet();
            return stats;
          },
          "orders",
          "shop.orders");

  @Test
  void countsEventsByKind() {
    metrics.bindTo(registry);
    see(busy());

    assertThat(count("events", "operation", "insert")).isEqualTo(3);
    assertThat(count("events", "operation", "dropDatabase")).isEqualTo(1);
    assertThat(count("events", "operation", "update")).isZero();
  }

  @Test
  void countsWhatWentWrong() {
    metrics.bindTo(registry);
    see(busy());

    assertThat(count("errors")).isEqualTo(5);
    assertThat(count("reopens")).isEqualTo(6);
    assertThat(count("retries")).isEqualTo(7);
    assertThat(count("dead.letters")).isEqualTo(8);
    assertThat(count("skipped")).isEqualTo(9);
    assertThat(count("dropped")).isEqualTo(10);
    assertThat(count("gaps")).isEqualTo(11);
  }

  @Test
  void whatIsNotKnownIsNoZero() {
    metrics.bindTo(registry);

    assertThat(gauge("lag", "of", "read")).isNaN();
    assertThat(gauge("lag", "of", "handled")).isNaN();
    assertThat(gauge("lag", "of", "saved")).isNaN();
    assertThat(gauge("history.window")).isNaN();
    assertThat(gauge("history.left")).isNaN();
    assertThat(gauge("last.event.age")).isNaN();
  }

  @Test
  void whatIsKnownIsInSeconds() {
    metrics.bindTo(registry);
    see(busy());

    assertThat(gauge("lag", "of", "read")).isEqualTo(1);
    assertThat(gauge("lag", "of", "handled")).isEqualTo(2);
    assertThat(gauge("lag", "of", "saved")).isEqualTo(3);
    assertThat(gauge("history.window")).isEqualTo(7_200);
    assertThat(gauge("history.left")).isEqualTo(3_600);
    assertThat(gauge("in.flight")).isEqualTo(4_096);
  }

  @Test
  void agesGrowWithTheClockOfTheRegistry() {
    metrics.bindTo(registry);
    see(busy());
    double before = gauge("last.event.age");

    clock.add(Duration.ofSeconds(30));

    assertThat(gauge("last.event.age") - before).isCloseTo(30, within(0.001));
    assertThat(gauge("stalled")).isCloseTo(gauge("last.event.age"), within(0.001));
  }

  @Test
  void oneStateIsOn() {
    metrics.bindTo(registry);
    assertThat(gauge("state", "state", "starting")).isEqualTo(1);

    see(busy());

    assertThat(gauge("state", "state", "starting")).isZero();
    assertThat(gauge("state", "state", "reconnecting")).isEqualTo(1);
    assertThat(gauge("stalled")).isPositive();
  }

  @Test
  void asksTheWatcherOnceForAllMetersOfAMoment() {
    metrics.bindTo(registry);

    registry.forEachMeter(meter -> meter.measure().forEach(measured -> measured.getValue()));
    assertThat(asked).hasValue(1);

    clock.add(Duration.ofMillis(100));
    registry.forEachMeter(meter -> meter.measure().forEach(measured -> measured.getValue()));
    assertThat(asked).hasValue(2);
  }

  @Test
  void carriesNameAndScope() {
    metrics.bindTo(registry);

    assertThat(registry.getMeters())
        .isNotEmpty()
        .allSatisfy(
            meter -> {
              assertThat(meter.getId().getTag("watcher")).isEqualTo("orders");
              assertThat(meter.getId().getTag("scope")).isEqualTo("shop.orders");
              assertThat(meter.getId().getDescription()).isNotBlank();
            });
  }

  @Test
  void leavesNothingBehind() {
    MeterRegistry other = new SimpleMeterRegistry();
    metrics.bindTo(registry);
    metrics.bindTo(other);
    registry.counter("of.others");

    metrics.close();
    metrics.close();

    assertThat(registry.getMeters()).hasSize(1);
    assertThat(other.getMeters()).isEmpty();
  }

  @Test
  void prometheusGetsNamesWithUnits() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics.bindTo(prometheus);
    stats = busy();

    assertThat(prometheus.scrape())
        .contains("# TYPE mongo_streams_events_total counter")
        .contains(
            "mongo_streams_events_total{operation=\"insert\",scope=\"shop.orders\",watcher=\"orders\"}"
                + " 3.0")
        .contains("mongo_streams_lag_seconds{of=\"read\"")
        .contains("mongo_streams_in_flight_bytes{")
        .contains("mongo_streams_state{");
  }

  private void see(WatcherStats now) {
    stats = now;
    clock.add(Duration.ofSeconds(1));
  }

  private double count(String name, String... tags) {
    return registry.get("mongo.streams." + name).tags(tags).functionCounter().count();
  }

  private double gauge(String name, String... tags) {
    return registry.get("mongo.streams." + name).tags(tags).gauge().value();
  }

  private static WatcherStats young() {
    return new WatcherStats(
        WatcherState.STARTING,
        Engine.AUTO,
        0,
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Instant.EPOCH,
        null,
        null,
        null,
        new WatcherStats.Lag(null, null, null),
        new WatcherStats.History(null, null),
        null,
        null);
  }

  private static WatcherStats busy() {
    return new WatcherStats(
        WatcherState.RECONNECTING,
        Engine.COMMAND,
        4,
        Map.of(Operation.INSERT, 3L, Operation.DROP_DATABASE, 1L),
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        4_096,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        new WatcherStats.Lag(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)),
        new WatcherStats.History(Duration.ofHours(2), Duration.ofHours(1)),
        Instant.EPOCH,
        null);
  }
}
