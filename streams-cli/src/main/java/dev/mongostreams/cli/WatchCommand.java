package dev.mongostreams.cli;

import dev.mongostreams.ChangeQueue;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.checkpoint.CheckpointName;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.cli.checkpoint.CheckpointCommand;
import dev.mongostreams.cli.checkpoint.OpenStore;
import dev.mongostreams.cli.checkpoint.StoreOption;
import dev.mongostreams.cli.checkpoint.TokenCommand;
import dev.mongostreams.cli.config.ConfigCommand;
import dev.mongostreams.cli.convert.DurationConverter;
import dev.mongostreams.cli.deliver.Delivery;
import dev.mongostreams.cli.deliver.DeliveryOption;
import dev.mongostreams.cli.doctor.DoctorCommand;
import dev.mongostreams.cli.metrics.HealthCommand;
import dev.mongostreams.cli.metrics.MetricsOption;
import dev.mongostreams.cli.metrics.StatusServer;
import dev.mongostreams.cli.metrics.WatcherBean;
import dev.mongostreams.cli.output.EventFormat;
import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.LogFormat;
import dev.mongostreams.cli.output.Terminal;
import dev.mongostreams.cli.systemd.Heartbeat;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Watches and prints: what runs when no sub-command is named. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      CheckpointCommand.class,
      TokenCommand.class,
      DoctorCommand.class,
      HealthCommand.class,
      ConfigCommand.class,
      GenerateCompletion.class
    },
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Prints the changes of a MongoDB replica set as they happen.",
    footer = {
      "",
      "Examples:",
      "  streams                                        every collection of the database",
      "  streams --collection predictions --format json",
      "  streams --collection models --operations insert update",
      "  streams --collection orders --checkpoint ship --exec ./ship",
      "",
      "Each option may stand in the environment, as STREAMS_METRICS_PORT, or in a file: see --config.",
      "Durations: 500ms, 10s, 5m, 1h. Events go to stdout, or to --exec or --webhook; all else to stderr.",
      "Exit codes: 0 done, 1 defect, 2 usage, 3 cannot connect, 4 not a replica set,",
      "5 not allowed, 6 resume point lost, 7 output failed, 8 checkpoint failed,",
      "9 dead letter failed, 130 interrupted."
    })
final class WatchCommand implements Callable<Integer> {
  /** Events that may wait: enough that a reply is never cut small. */
  private static final int CAPACITY = 8192;

  private final LineSink sink;
  private final Terminal terminal;
  private final Shutdown shutdown;

  @Spec private CommandSpec spec;

  @Mixin private Source source = new Source();

  @Option(
      names = "--checkpoint",
      paramLabel = "NAME",
      description =
          "Keep the position under this name, and go on from it: it wins over --resume-after,"
              + " --start-after and --start-at. Default: nothing is kept")
  private @Nullable String checkpoint;

  @Option(
      names = "--accept-checkpoint",
      description =
          "Go on from the checkpoint though it belongs to another collection, pipeline or replica"
              + " set. Default: it is refused")
  private boolean acceptCheckpoint;

  @Mixin private StoreOption store = new StoreOption();

  @Mixin private DeliveryOption delivery = new DeliveryOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text for people, json for programs: one event a line. Default: text")
  private EventFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "End after so many events, at least 1. Default: no limit")
  private @Nullable Long limit;

  @Option(
      names = "--idle-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End when nothing has come for so long. Default: never")
  private @Nullable Duration idleTimeout;

  @Option(
      names = "--stats",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Print figures to stderr this often. Default: never")
  private @Nullable Duration statsEvery;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log more to stderr; -vv for everything but documents")
  private boolean[] verbose = {};

  @Mixin private MetricsOption metrics = new MetricsOption();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "How stderr is written: text for people, json for programs, one object a line. Default: text")
  private LogFormat logFormat;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Take options from this file, one a line, as metrics-port = 9464. What is typed wins, then"
              + " the environment. Default: $STREAMS_CONFIG, else no file")
  @SuppressWarnings("UnusedVariable") // Settings has read it before anything is parsed
  private @Nullable String config;

  WatchCommand(LineSink sink, Terminal terminal, Shutdown shutdown) {
    this.sink = sink;
    this.terminal = terminal;
    this.shutdown = shutdown;
  }

  /** How often -v was given; the environment and a file may say false. */
  int verbosity() {
    int times = 0;
    for (boolean more : verbose) {
      times += more ? 1 : 0;
    }
    return times;
  }

  @Override
  public Integer call() throws InterruptedException {
    Verbosity.apply(verbosity());
    logFormat.apply(spec.commandLine());
    check();
    PrintWriter err = spec.commandLine().getErr();
    warnOfLostTokens(err);
    delivery.warnings(checkpoint != null, source.target, source.filters()).forEach(err::println);
    err.flush();
    source.target.access().warn(err);
    try (Delivery to = delivery.open(source.target.access());
        StatusServer status = metrics.open();
        OpenStore checkpoints = store.open(source.target.access());
        ChangeStreams streams = source.connect()) {
      ConsoleNotices notices = new ConsoleNotices(err, streams.server());
      WatcherBuilder watcher = source.watcher(streams, checkpoint).listener(notices);
      if (checkpoint != null) {
        notices.goingOn(checkpoint, checkpoints.store().read(checkpoint), source.startsSomewhere());
        watcher.resumeFrom(
            CheckpointPlan.of(checkpoint, checkpoints.store()).acceptOther(acceptCheckpoint));
      }
      return to == null
          ? printed(watcher, notices, status)
          : delivered(to, watcher, notices, status);
    }
  }

  private int printed(WatcherBuilder watcher, ConsoleNotices notices, @Nullable StatusServer status)
      throws InterruptedException {
    try (ChangeQueue queue = watcher.toQueue(CAPACITY);
        WatcherBean shown = WatcherBean.show(queue.watcher());
        Heartbeat heartbeat = new Heartbeat(System.getenv(), notices::say)) {
      begin(shown, heartbeat, status);
      return pumped(queue, notices);
    }
  }

  private int delivered(
      Delivery to, WatcherBuilder builder, ConsoleNotices notices, @Nullable StatusServer status)
      throws InterruptedException {
    to.takeFrom(builder);
    try (Watcher watcher = builder.start();
        WatcherBean shown = WatcherBean.show(watcher);
        Heartbeat heartbeat = new Heartbeat(System.getenv(), notices::say)) {
      begin(shown, heartbeat, status);
      int code =
          new Attendant(watcher, notices, new Bulletin(notices, statsEvery), idleTimeout)
              .run(shutdown)
              .number();
      to.ending();
      // What waits comes again: nothing is begun any more, and what is under way may be finished.
      watcher.pause();
      return code;
    }
  }

  private static void begin(WatcherBean shown, Heartbeat heartbeat, @Nullable StatusServer status) {
    heartbeat.start(shown.watcher()::stats);
    if (status != null) {
      status.watch(shown.watcher());
    }
  }

  private int pumped(ChangeQueue queue, ConsoleNotices notices) throws InterruptedException {
    Bulletin bulletin = new Bulletin(notices, statsEvery);
    Pump pump = new Pump(queue, sink, event -> format.write(event, sink, terminal), bulletin);
    return pump.limit(limit).idleTimeout(idleTimeout).run(shutdown).number();
  }

  private void check() {
    source.check();
    delivery.check(spec.commandLine().getParseResult());
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException(
          "Cannot end after " + limit + " events: give --limit at least 1.");
    }
    // A store that the environment names for all commands does no harm to one that keeps nothing.
    boolean stored = spec.commandLine().getParseResult().hasMatchedOption("--checkpoint-store");
    if (checkpoint != null) {
      CheckpointName.checked(checkpoint);
    } else if (stored || acceptCheckpoint) {
      throw new IllegalArgumentException(
          "Cannot use "
              + (stored ? "--checkpoint-store" : "--accept-checkpoint")
              + " alone: give the checkpoint a name with --checkpoint NAME.");
    }
  }

  /** The server refuses such a stream, but only with the first event, which may be hours away. */
  private void warnOfLostTokens(PrintWriter err) {
    for (BsonDocument stage : source.stages()) {
      BsonValue fields = stage.get("$project");
      if (fields != null && fields.isDocument() && isOff(fields.asDocument().get("_id"))) {
        err.println(
            "warning: the pipeline removes _id, the resume token: the server ends such a stream at its"
                + " first event. Leave _id in.");
        err.flush();
      }
    }
  }

  private static boolean isOff(@Nullable BsonValue value) {
    return value != null
        && ((value.isBoolean() && !value.asBoolean().getValue())
            || (value.isNumber() && value.asNumber().doubleValue() == 0));
  }
}
