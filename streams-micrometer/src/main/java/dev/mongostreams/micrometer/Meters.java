package dev.mongostreams.micrometer;

import dev.mongostreams.Operation;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one watcher in one registry, with their names. */
final class Meters {
  private static final String PREFIX = "mongo.streams.";

  private final MeterRegistry registry;
  private final Moment moment;
  private final Tags tags;
  private final List<Meter> made = new ArrayList<>();

  Meters(MeterRegistry registry, Moment moment, Tags tags) {
    this.registry = registry;
    this.moment = moment;
    this.tags = tags;
  }

  List<Meter> all() {
    events();
    failures();
    lag();
    history();
    life();
    return List.copyOf(made);
  }

  private void events() {
    for (Operation operation : Operation.values()) {
      String name = operation == Operation.OTHER ? "other" : operation.serverName();
      counter(
          "events",
          "Changes that were handled, by kind",
          tags.and("operation", name),
          stats -> stats.operations().getOrDefault(operation, 0L));
    }
    counter("skipped", "Changes that were skipped, as a policy said", WatcherStats::skipped);
    counter("dropped", "Changes that a full queue dropped, as asked", WatcherStats::dropped);
    counter("dead.letters", "Changes that were put away", WatcherStats::deadLetters);
  }

  private void failures() {
    counter("errors", "Failures of the cursor and of the handler", WatcherStats::errors);
    counter("retries", "Times that a handler got a change again", WatcherStats::retries);
    counter("reopens", "Times that a cursor was opened again", WatcherStats::reopens);
    counter("gaps", "Times that history was lost", WatcherStats::gaps);
  }

  private void lag() {
    String what = "How far the position lies behind the newest change in the cluster";
    seconds("lag", what, tags.and("of", "read"), stats -> Moment.seconds(stats.lag().read()));
    seconds("lag", what, tags.and("of", "handled"), stats -> Moment.seconds(stats.lag().handled()));
    seconds("lag", what, tags.and("of", "saved"), stats -> Moment.seconds(stats.lag().saved()));
  }

  private void history() {
    seconds(
        "history.window",
        "The time that the server's history holds",
        tags,
        stats -> Moment.seconds(stats.history().window()));
    seconds(
        "history.left",
        "How long the position stays in the server's history",
        tags,
        stats -> Moment.seconds(stats.history().left()));
  }

  private void life() {
    for (WatcherState state : WatcherState.values()) {
      gauge(
          "state",
          "1 for the state that the watcher is in, 0 for the others",
          null,
          tags.and("state", state.name().toLowerCase(Locale.ROOT)),
          stats -> stats.state() == state ? 1 : 0);
    }
    seconds(
        "last.event.age",
        "How long ago the last change was finished",
        tags,
        stats -> moment.since(stats.lastEventAt()));
    seconds(
        "stalled",
        "For how long the server has brought nothing though there is something; 0 while all is well",
        tags,
        stats -> stats.stalledSince() == null ? 0 : moment.since(stats.stalledSince()));
    gauge(
        "in.flight",
        "Replies of the server that are in memory",
        "bytes",
        tags,
        WatcherStats::bytesInFlight);
  }

  private void counter(String name, String what, ToLongFunction<WatcherStats> figure) {
    counter(name, what, tags, figure);
  }

  /** Counters hold their object weakly; the function is held, and holds the moment. */
  private void counter(String name, String what, Tags tags, ToLongFunction<WatcherStats> figure) {
    Moment held = moment;
    made.add(
        FunctionCounter.builder(PREFIX + name, held, now -> figure.applyAsLong(held.stats()))
            .description(what)
            .tags(tags)
            .register(registry));
  }

  private void seconds(String name, String what, Tags tags, ToDoubleFunction<WatcherStats> figure) {
    gauge(name, what, "seconds", tags, figure);
  }

  private void gauge(
      String name,
      String what,
      @Nullable String unit,
      Tags tags,
      ToDoubleFunction<WatcherStats> figure) {
    made.add(
        Gauge.builder(PREFIX + name, moment, now -> figure.applyAsDouble(now.stats()))
            .description(what)
            .baseUnit(unit)
            .tags(tags)
            .strongReference(true)
            .register(registry));
  }
}
