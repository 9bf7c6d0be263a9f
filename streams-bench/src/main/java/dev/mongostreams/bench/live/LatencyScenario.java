package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.scenario.Ways;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How long after a write does each way hear of it?
 *
 * <p>Workload: inserts of 200 bytes, each due at its time whatever became of the ones before, with
 * a jitter of half the distance, by eight threads of this process; the way runs in another one. It
 * has heard of 2,000 others within a second before, and the first fifth is dropped. Times are from
 * when a write was due, and from its acknowledgement; an event may come before that. A lap is void
 * when a write did not come within 15 s.
 *
 * <p>Command: {@code ./streams bench latency-1000}. One should see half of the events arrive within
 * 0.2 ms of their acknowledgement whoever reads, as the write's own commit takes nearly all of the
 * time, and Debezium wait for its poll interval.
 *
 * <p>{@code pymongo} runs where Python has it. One should see it hear within some tenths of a
 * millisecond of the acknowledgement, as all do that read the same stream.
 *
 * <p>{@code idle-wake} is the same with one write every two seconds: five of them, of which the
 * first is dropped, so that its percentiles are those of four writes a lap. Command: {@code
 * ./streams bench idle-wake}. One should see each way hear of half of the writes within some
 * milliseconds of their acknowledgement, later than where writes come all the time, as processors
 * and caches have gone to rest; who waits for a poll interval would take much longer.
 *
 * <p>Redis and PostgreSQL get the same by {@code PUBLISH}, {@code XADD}, or as a row whose trigger
 * notifies. One should see Redis tell soonest after the write was due, since it keeps it in memory,
 * and {@code notify} some milliseconds after the acknowledgement: pgjdbc waits for another
 * notification for up to 1 ms, again after each one, before it hands over those that it has. {@code
 * notify-wire} is what PostgreSQL takes without it: it reads the server's messages as they come,
 * and should hear within some tenths of a millisecond. {@code notify-commit-100} inserts each row
 * when it is due, too, and commits with every hundredth, which is when PostgreSQL tells of them.
 * From when a write was due one should see some 50 ms, for most of which its transaction waits for
 * the rest of the hundred; what the commit acknowledges then comes as soon as with {@code notify}.
 */
public final class LatencyScenario implements Scenario {
  private static final int FEW = 3;
  private static final Duration LATE = Duration.ofSeconds(15);

  /** What compilers take to be done with the writing loop, which would be late in the first lap. */
  private static final int WARM_WRITES = 4_000;

  /** The same for those who hear of them, in each lap. */
  private static final int WARM_CHANGES = 2_000;

  private static final Duration WARM_EVERY = Duration.ofNanos(500_000);

  private final String name;
  private final List<String> ways;
  private final Duration every;
  private final String pace;
  private final int writes;
  private final WriteConcern concern;
  private final Channels channels = new Channels();
  private final Set<String> warm = new HashSet<>();

  public LatencyScenario(
      String name, List<String> ways, int perSecond, Duration length, WriteConcern concern) {
    this(
        name,
        ways,
        Duration.ofSeconds(1).dividedBy(perSecond),
        String.format(Locale.ROOT, "at %,d/s", perSecond),
        (int) (perSecond * length.toMillis() / 1_000),
        concern);
  }

  private LatencyScenario(
      String name,
      List<String> ways,
      Duration every,
      String pace,
      int writes,
      WriteConcern concern) {
    this.name = name;
    this.ways = ways;
    this.every = every;
    this.pace = pace;
    this.writes = writes;
    this.concern = concern;
  }

  /** So few writes that everybody is idle when one comes. */
  public static LatencyScenario idle(Duration every, int writes) {
    return new LatencyScenario(
        "idle-wake",
        List.of("getMore", "streams", "driver", "spring"),
        every,
        "with one write every " + every.toMillis() + " ms",
        writes,
        WriteConcern.MAJORITY);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String question() {
    return "How long after a write does each way hear of it, " + pace + "?";
  }

  @Override
  public List<String> ways() {
    return ways;
  }

  /** Who hears of messages is shown beside the others, and needs no narrow interval. */
  @Override
  public int rounds(String way, int planned) {
    return Ways.readsMongo(way) ? planned : Math.min(planned, FEW);
  }

  @Override
  public void prepare(Ground ground) throws InterruptedException {
    warm(ground, "mongodb");
  }

  private void warm(Ground ground, String way) throws InterruptedException {
    Channel other = channels.open(ground, way, concern);
    OpenLoop.warm(other::publisher, 0, WARM_WRITES, WARM_EVERY);
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    // Only now is it known that its server is needed.
    if (!Ways.readsMongo(way) && warm.add(way)) {
      warm(ground, way);
    }
    Channel channel = channels.open(ground, way, concern);
    int all = writes + WARM_CHANGES;
    try (Listener listener = new Listener(ground, way, channel.order(), 3 * all)) {
      OpenLoop.warm(channel::publisher, writes, WARM_CHANGES, WARM_EVERY);
      OpenLoop loop = new OpenLoop(channel::publisher, writes, every);
      loop.write();
      Arrivals arrivals = listener.arrivals();
      Waiting.until(LATE, () -> arrivals.count() > all);
      return LatencyFigures.of(loop, arrivals);
    }
  }

  @Override
  public void end() {
    channels.close();
  }
}
