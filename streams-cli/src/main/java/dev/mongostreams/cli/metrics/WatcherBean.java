package dev.mongostreams.cli.metrics;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherStats;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watcher as seen through JMX, from when it is made until it is closed. */
public final class WatcherBean implements WatcherMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatcherBean.class);

  private final Watcher watcher;
  private @Nullable ObjectName name;

  private WatcherBean(Watcher watcher) {
    this.watcher = watcher;
  }

  /**
   * Shows a watcher.
   *
   * @param watcher one that runs; a second one of its name is not shown
   * @return the bean; close it when done
   */
  public static WatcherBean show(Watcher watcher) {
    WatcherBean bean = new WatcherBean(watcher);
    try {
      ObjectName name =
          new ObjectName("dev.mongostreams:type=Watcher,name=" + ObjectName.quote(watcher.name()));
      ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
      bean.name = name;
    } catch (JMException notShown) {
      LOG.info("The watcher {} is not shown in JMX", watcher.name(), notShown);
    }
    return bean;
  }

  /**
   * Whom it shows.
   *
   * @return the watcher
   */
  public Watcher watcher() {
    return watcher;
  }

  @Override
  public String getScope() {
    return watcher.scope().toString();
  }

  @Override
  public String getState() {
    return watcher.state().name();
  }

  @Override
  public boolean isReady() {
    return Readiness.hindrance(watcher.stats()) == null;
  }

  @Override
  public Map<String, Long> getOperations() {
    Map<String, Long> counts = new TreeMap<>();
    stats().operations().forEach((operation, count) -> counts.put(operation.name(), count));
    return counts;
  }

  @Override
  public long getEvents() {
    return stats().events();
  }

  @Override
  public long getErrors() {
    return stats().errors();
  }

  @Override
  public long getReopens() {
    return stats().reopens();
  }

  @Override
  public long getGaps() {
    return stats().gaps();
  }

  @Override
  public long getBytesInFlight() {
    return stats().bytesInFlight();
  }

  @Override
  public @Nullable Long getReadLagSeconds() {
    return seconds(stats().lag().read());
  }

  @Override
  public @Nullable Long getHandledLagSeconds() {
    return seconds(stats().lag().handled());
  }

  @Override
  public @Nullable Long getSavedLagSeconds() {
    return seconds(stats().lag().saved());
  }

  @Override
  public @Nullable Long getHistoryLeftSeconds() {
    return seconds(stats().history().left());
  }

  @Override
  public @Nullable String getLastEventAt() {
    Instant last = stats().lastEventAt();
    return last == null ? null : last.toString();
  }

  private WatcherStats stats() {
    return watcher.stats();
  }

  private static @Nullable Long seconds(@Nullable Duration length) {
    return length == null ? null : length.toSeconds();
  }

  @Override
  public void close() {
    ObjectName shown = name;
    name = null;
    if (shown != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(shown);
      } catch (JMException gone) {
        LOG.debug("The watcher {} was in JMX no more", watcher.name(), gone);
      }
    }
  }
}
