package dev.mongostreams.micrometer;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherStats;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows what a watcher does to Micrometer: what it has handled by kind, failures, lag, the history
 * that is left, and its state, each with the tags {@code watcher} and {@code scope}. The figures
 * are those of {@link Watcher#stats()}; one call of it serves all meters that are read at once.
 *
 * <p>A figure that is not known yet is NaN, which registries leave out or show as no value. It is
 * never zero.
 *
 * <pre>{@code
 * try (WatcherMetrics metrics = WatcherMetrics.of(watcher)) {
 *   metrics.bindTo(registry);
 *   watcher.join();
 * }
 * }</pre>
 *
 * <p>Usable by any thread. Meters keep the watcher in memory until {@link #close()}, also when it
 * has ended: then they stand still and the state says so.
 */
public final class WatcherMetrics implements MeterBinder, AutoCloseable {
  private final Supplier<WatcherStats> stats;
  private final Tags tags;
  private final List<Runnable> removals = new ArrayList<>();

  WatcherMetrics(Supplier<WatcherStats> stats, String name, String scope) {
    this.stats = stats;
    this.tags = Tags.of("watcher", name, "scope", scope);
  }

  /**
   * Takes a watcher, of a {@link dev.mongostreams.ChangeQueue} too.
   *
   * @param watcher one that runs, or has ended
   * @return its metrics, in no registry yet
   */
  public static WatcherMetrics of(Watcher watcher) {
    return new WatcherMetrics(watcher::stats, watcher.name(), watcher.scope().toString());
  }

  /**
   * Puts the meters into a registry. Two watchers of the same name and scope would be one in it:
   * name them apart.
   *
   * @param registry where they go; may be called for several
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Moment moment = new Moment(stats, registry.config().clock());
    List<Meter> meters = new Meters(registry, moment, tags).all();
    synchronized (removals) {
      meters.forEach(meter -> removals.add(() -> registry.remove(meter)));
    }
  }

  /** Takes the meters out of their registries. Closing twice does nothing. */
  @Override
  public void close() {
    synchronized (removals) {
      removals.forEach(Runnable::run);
      removals.clear();
    }
  }
}
