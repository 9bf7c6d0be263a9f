package dev.mongostreams.cli.letters;

import dev.mongostreams.cli.connect.Access;
import dev.mongostreams.cli.output.LineSink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the events that a handler could not handle. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Lists, shows, replays or drops events that a handler could not handle.",
    footer = {
      "",
      "Examples:",
      "  streams dead-letters list --store letters.ndjson",
      "  streams dead-letters show 3f2a9c01 --store letters.ndjson",
      "  streams dead-letters replay --store mongodb://localhost:27017/ops.letters | handle-again",
      "",
      "An id may be cut to its first characters, as long as it fits one letter."
    })
public final class DeadLettersCommand {
  private static final String STORE = "FILE|URI";
  private static final String STORE_TEXT =
      "Where the letters are: a file, or mongodb://host/database.collection";

  private final LineSink out;

  @Spec private CommandSpec spec;

  /**
   * Makes the command.
   *
   * @param out where letters and events are printed
   */
  public DeadLettersCommand(LineSink out) {
    this.out = out;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Prints a line for each letter, oldest first: id, last failure, watcher, namespace,"
              + " operation, attempts, error.")
  int list(
      @Option(names = "--store", required = true, paramLabel = STORE, description = STORE_TEXT)
          String place,
      @Mixin Access access) {
    try (OpenStore store = OpenStore.of(place, access)) {
      store
          .letters()
          .forEach(
              letter -> {
                print(LetterText.line(letter));
                out.flush();
              });
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints one letter with its event. Shows documents.")
  int show(
      @Option(names = "--store", required = true, paramLabel = STORE, description = STORE_TEXT)
          String place,
      @Mixin Access access,
      @Parameters(paramLabel = "ID", description = "Id of the letter, or its beginning")
          String id) {
    try (OpenStore store = OpenStore.of(place, access)) {
      LetterText.page(store.one(id)).forEach(this::print);
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description =
          "Prints the events to stdout, oldest first, as --format json does: one JSON document a"
              + " line.")
  int replay(
      @Option(names = "--store", required = true, paramLabel = STORE, description = STORE_TEXT)
          String place,
      @Mixin Access access,
      @Option(
              names = "--drop",
              description =
                  "Drop each letter printed, once all are written to stdout without an error")
          boolean drop,
      @Parameters(
              arity = "0..*",
              paramLabel = "ID",
              description = "Letters to replay. Default: all")
          @Nullable List<String> ids) {
    try (OpenStore store = OpenStore.of(place, access)) {
      Set<String> wanted = ids == null ? Set.of() : store.named(ids);
      Set<String> printed = new LinkedHashSet<>();
      boolean[] read = {true};
      store
          .letters()
          .forEach(
              letter -> {
                if (read[0] && (ids == null || wanted.contains(letter.id()))) {
                  print(LetterText.json(letter));
                  read[0] = out.flush();
                  printed.add(letter.id());
                }
              });
      if (drop && read[0]) {
        say("dropped " + store.letters().delete(printed));
      } else if (drop) {
        say("nothing dropped: the reader of stdout has gone");
      }
    }
    return 0;
  }

  @Command(
      name = "drop",
      mixinStandardHelpOptions = true,
      description = "Deletes letters for good.")
  int drop(
      @Option(names = "--store", required = true, paramLabel = STORE, description = STORE_TEXT)
          String place,
      @Mixin Access access,
      @Option(names = "--all", description = "Drop all letters that are there now") boolean all,
      @Parameters(arity = "0..*", paramLabel = "ID", description = "Letters to drop")
          @Nullable List<String> ids) {
    if (all == (ids != null)) {
      throw new IllegalArgumentException(
          "Cannot tell which dead letters to drop: "
              + (all ? "there are ids and --all" : "there is no id")
              + ". Name letters by their ids, or give --all alone.");
    }
    try (OpenStore store = OpenStore.of(place, access)) {
      Set<String> gone = new LinkedHashSet<>();
      if (ids == null) {
        store.letters().forEach(letter -> gone.add(letter.id()));
      } else {
        gone.addAll(store.named(ids));
      }
      say("dropped " + store.letters().delete(gone));
    }
    return 0;
  }

  private void print(String line) {
    out.line().append(line);
    out.endLine();
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
