package dev.mongostreams.cli.checkpoint;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.cli.convert.StartTimeConverter;
import dev.mongostreams.cli.convert.TokenConverter;
import dev.mongostreams.failure.CheckpointFailedException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the checkpoints of a store, and changes them while their watchers are stopped. */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = "Shows and changes how far watchers have come. Stop a watcher first.")
public final class CheckpointCommand implements Runnable {
  private static final String NAME = "Name of the checkpoint";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, show, set, reset, or copy.");
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists what the store holds.")
  void list(@Mixin StoreTarget from, @Mixin FormatOption format) {
    try (OpenStore open = from.open()) {
      for (String name : open.store().names()) {
        say(lineOf(name, open.store(), format));
      }
    }
  }

  /** One that cannot be read does not hide the others. */
  private static String lineOf(String name, CheckpointStore store, FormatOption format) {
    try {
      Checkpoint checkpoint = store.read(name);
      if (checkpoint == null) {
        return name + "  deleted meanwhile";
      }
      return format.json() ? json(name, checkpoint) : summary(name, checkpoint);
    } catch (CheckpointFailedException unreadable) {
      String why = unreadable.explanation().why();
      return format.json()
          ? FormatOption.line(
              new BsonDocument("name", new BsonString(name)).append("error", new BsonString(why)))
          : name + "  cannot be read: " + why;
    }
  }

  private static String json(String name, Checkpoint checkpoint) {
    return FormatOption.line(
        new BsonDocument("name", new BsonString(name)).append("checkpoint", checkpoint.document()));
  }

  private static String summary(String name, Checkpoint checkpoint) {
    return name
        + "  "
        + Words.time(checkpoint.position().clusterTime())
        + "  saved "
        + checkpoint.savedAt()
        + "  "
        + checkpoint.identity().parts().getOrDefault("scope", "");
  }

  @Command(mixinStandardHelpOptions = true, description = "Shows one checkpoint in full.")
  void show(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin StoreTarget from,
      @Mixin FormatOption format) {
    try (OpenStore open = from.open()) {
      Checkpoint checkpoint = there(open.store().read(name), "Cannot show", name, open);
      if (format.json()) {
        say(json(name, checkpoint));
        return;
      }
      StartPosition position = checkpoint.position();
      say("position    " + Words.position(position));
      say("time        " + Words.time(position.clusterTime()));
      say("age         " + Words.age(position.clusterTime(), Instant.now()));
      say("saved       " + checkpoint.savedAt());
      checkpoint.identity().parts().forEach((part, value) -> say(padded(part) + value));
      StartPosition lost = checkpoint.lostAfter();
      if (lost != null) {
        say("lost after  " + Words.time(lost.clusterTime()) + ", " + Words.position(lost));
      }
    }
  }

  private static String padded(String part) {
    return part + " ".repeat(Math.max(2, 12 - part.length()));
  }

  /** Where a checkpoint is set to: one of three. */
  static final class Target {
    @Option(
        names = "--resume-after",
        paramLabel = "TOKEN",
        converter = TokenConverter.class,
        description = "Go on right after this token")
    private @Nullable ResumeToken resumeAfter;

    @Option(
        names = "--start-after",
        paramLabel = "TOKEN",
        converter = TokenConverter.class,
        description = "Begin anew right after this token, which may be of an invalidate event")
    private @Nullable ResumeToken startAfter;

    @Option(
        names = "--start-at",
        paramLabel = "TIME",
        converter = StartTimeConverter.class,
        description = "Begin at this time, as for watching")
    private @Nullable StartPosition startAt;

    private @Nullable StartPosition position() {
      if (resumeAfter != null) {
        return StartPosition.after(resumeAfter);
      }
      return startAfter != null ? StartPosition.startAfter(startAfter) : startAt;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Sets a checkpoint to a position; whose it is stays as it was.")
  void set(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @ArgGroup(multiplicity = "1") Target target,
      @Mixin StoreTarget in) {
    StartPosition position = target.position();
    if (position == null) {
      throw new IllegalStateException("picocli lets one of the three through");
    }
    try (OpenStore open = in.open();
        CheckpointSlot slot = open.store().claim(name)) {
      Checkpoint before = slot.loaded();
      Instant now = Instant.now();
      slot.save(
          before == null
              ? Checkpoint.of(position, new CheckpointIdentity(Map.of()), now)
              : before.movedTo(position, before.identity(), now));
      say("was         " + (before == null ? "not there" : Words.position(before.position())));
      say("is          " + Words.position(position));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Forgets a checkpoint: its watcher starts anew, from now.")
  void reset(
      @Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin StoreTarget in) {
    try (OpenStore open = in.open()) {
      Checkpoint before = there(open.store().read(name), "Cannot reset", name, open);
      open.store().delete(name);
      say("was         " + Words.position(before.position()));
      say("is          not there");
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Copies a checkpoint, within a store or to another one.")
  void copy(
      @Parameters(paramLabel = "FROM", description = NAME) String from,
      @Parameters(paramLabel = "TO", description = "Name of the copy, which must not be there yet")
          String to,
      @Mixin StoreTarget in,
      @Option(
              names = "--to-store",
              paramLabel = "DIR|URI",
              converter = StoreLocation.Converter.class,
              description = "Store of the copy. Default: the same")
          @Nullable StoreLocation other) {
    try (OpenStore open = in.open();
        OpenStore target = other == null ? in.open() : in.open(other)) {
      Checkpoint checkpoint = there(open.store().read(from), "Cannot copy", from, open);
      try (CheckpointSlot slot = freeIn(target, to)) {
        slot.save(checkpoint);
      }
      say("copied      " + Words.position(checkpoint.position()));
    }
  }

  /** Looks before it claims: a claim fences the watcher that holds the name. */
  private static CheckpointSlot freeIn(OpenStore target, String name) {
    if (target.store().read(name) == null) {
      CheckpointSlot slot = target.store().claim(name);
      if (slot.loaded() == null) {
        return slot;
      }
      slot.close();
    }
    throw new IllegalArgumentException(
        "Cannot copy to the checkpoint "
            + name
            + " in "
            + target
            + ": there is one already. Give another name, or reset that one first.");
  }

  private static Checkpoint there(
      @Nullable Checkpoint found, String what, String name, OpenStore store) {
    if (found == null) {
      throw new IllegalArgumentException(
          what
              + " the checkpoint "
              + name
              + " in "
              + store
              + ": there is none. streams checkpoint list names those there are.");
    }
    return found;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
