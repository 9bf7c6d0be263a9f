package dev.mongostreams.cli;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.cli.config.Settings;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.cli.convert.DurationConverter;
import dev.mongostreams.cli.convert.HistoryLostConverter;
import dev.mongostreams.cli.convert.JsonStages;
import dev.mongostreams.cli.convert.OnInvalidate;
import dev.mongostreams.cli.convert.OperationConverter;
import dev.mongostreams.cli.convert.StartTimeConverter;
import dev.mongostreams.cli.convert.TokenConverter;
import dev.mongostreams.failure.HistoryLostPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which changes to watch, of which server. */
final class Source {
  private static final Duration PATIENT = Duration.ofDays(36_500);

  /** Reads a mode by the server's name for it. */
  static final class FullDocumentConverter implements ITypeConverter<FullDocument> {
    @Override
    public FullDocument convert(String text) {
      return Stream.of(FullDocument.values())
          .filter(mode -> mode.getValue().equals(text))
          .findFirst()
          .orElseThrow(() -> unknown(text, "default, updateLookup, whenAvailable, required"));
    }
  }

  /** Reads a mode by the server's name for it. */
  static final class BeforeChangeConverter implements ITypeConverter<FullDocumentBeforeChange> {
    @Override
    public FullDocumentBeforeChange convert(String text) {
      return Stream.of(FullDocumentBeforeChange.values())
          .filter(mode -> mode.getValue().equals(text))
          .findFirst()
          .orElseThrow(() -> unknown(text, "default, off, whenAvailable, required"));
    }
  }

  @Mixin Target target = new Target();

  @Option(
      names = "--operations",
      paramLabel = "OP",
      arity = "1..*",
      split = Settings.SEPARATOR,
      splitSynopsisLabel = " ",
      converter = OperationConverter.class,
      description = "Kinds of changes to keep, as insert update. Default: all")
  List<Operation> operations = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "JSON",
      description = "Filter on the event, as '{\"fullDocument.confidence\": {\"$gte\": 0.9}}'")
  @Nullable String where;

  @Option(
      names = "--pipeline",
      paramLabel = "JSON|@FILE",
      description = "Aggregation stages to apply on the server, as a JSON array")
  @Nullable String pipeline;

  @Option(
      names = "--full-document",
      paramLabel = "MODE",
      defaultValue = "default",
      converter = FullDocumentConverter.class,
      description = "Document of an update: default, updateLookup, whenAvailable, required")
  FullDocument fullDocument;

  @Option(
      names = "--before-change",
      paramLabel = "MODE",
      defaultValue = "default",
      converter = BeforeChangeConverter.class,
      description = "Document before the change: default, off, whenAvailable, required")
  FullDocumentBeforeChange beforeChange;

  @Option(
      names = "--resume-after",
      paramLabel = "TOKEN",
      converter = TokenConverter.class,
      description = "Go on right after this resume token: the _data of an event's _id")
  @Nullable ResumeToken resumeAfter;

  @Option(
      names = "--start-after",
      paramLabel = "TOKEN",
      converter = TokenConverter.class,
      description = "Begin anew right after this token, which may be of an invalidate event")
  @Nullable ResumeToken startAfter;

  @Option(
      names = "--start-at",
      paramLabel = "TIME",
      converter = StartTimeConverter.class,
      description =
          "Begin at this time: 2026-11-23T07:00:00Z, or a cluster time as seconds:increment")
  @Nullable StartPosition startAt;

  @Option(
      names = "--on-invalidate",
      paramLabel = "POLICY",
      defaultValue = "continue",
      converter = OnInvalidate.Converter.class,
      description =
          "When what is watched is dropped or renamed: continue behind it, or stop (exit code 0)."
              + " Default: continue")
  OnInvalidate onInvalidate;

  @Option(
      names = "--give-up-after",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End with exit code 3 when the server is gone for so long. Default: never")
  @Nullable Duration giveUpAfter;

  @Option(
      names = "--on-history-lost",
      paramLabel = "POLICY",
      converter = HistoryLostConverter.class,
      defaultValue = "stop",
      description =
          "When the server no longer has what follows the position: stop (exit code 6), or go on from"
              + " now or oldest and say what is missing. Default: stop")
  HistoryLostPolicy onHistoryLost;

  @Option(
      names = "--wait",
      description = "Keep trying until the server is there. Default: give up after 10 s")
  boolean wait;

  /** Refuses what can be refused before the server is asked. */
  void check() {
    target.check();
    if (starts() > 1) {
      throw new IllegalArgumentException(
          "Cannot start at two places: give one of --resume-after, --start-after and --start-at.");
    }
    if (where != null) {
      JsonStages.filter(where);
    }
    stages();
  }

  private static TypeConversionException unknown(String mode, String known) {
    return new TypeConversionException(
        "\"" + mode + "\" is not a mode. Give one of " + known + ".");
  }

  ChangeStreams connect() {
    ChangeStreams.Builder builder = target.streams();
    if (wait) {
      builder.connectTimeout(PATIENT);
    }
    return builder.connect();
  }

  /**
   * Says what to watch and how.
   *
   * @param checkpoint its name, which labels the cursor too; or null
   */
  WatcherBuilder watcher(ChangeStreams streams, @Nullable String checkpoint) {
    WatcherBuilder watcher = target.watcher(streams).fullDocument(fullDocument).startAt(position());
    watcher.fullDocumentBeforeChange(beforeChange);
    if (!operations.isEmpty()) {
      watcher.operations(operations.toArray(Operation[]::new));
    }
    if (where != null) {
      watcher.where(JsonStages.filter(where));
    }
    watcher.pipeline(stages().toArray(Bson[]::new));
    watcher.onHistoryLost(onHistoryLost).stopOnInvalidate(onInvalidate == OnInvalidate.STOP);
    if (giveUpAfter != null) {
      watcher.giveUpAfter(giveUpAfter);
    }
    if (wait) {
      watcher.connectTimeout(PATIENT);
    }
    // MongoDB 4.2 takes no comment on the command that reads on.
    if (!streams.server().version().startsWith("4.2.")) {
      String label = checkpoint == null ? target.scope().toString() : checkpoint;
      watcher.reading(read -> read.comment(Target.LABEL + label));
    }
    return watcher;
  }

  List<BsonDocument> stages() {
    return pipeline == null ? List.of() : JsonStages.pipeline(pipeline);
  }

  /** Tells whether some changes of what is watched are left out. */
  boolean filters() {
    return !operations.isEmpty() || where != null || pipeline != null;
  }

  /** Tells whether it says where to begin. */
  boolean startsSomewhere() {
    return starts() > 0;
  }

  private long starts() {
    return Stream.of(resumeAfter, startAfter, startAt).filter(given -> given != null).count();
  }

  private StartPosition position() {
    if (resumeAfter != null) {
      return StartPosition.after(resumeAfter);
    }
    if (startAfter != null) {
      return StartPosition.startAfter(startAfter);
    }
    return startAt == null ? StartPosition.now() : startAt;
  }
}
