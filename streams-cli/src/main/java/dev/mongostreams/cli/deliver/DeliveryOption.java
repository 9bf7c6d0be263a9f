package dev.mongostreams.cli.deliver;

import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.cli.connect.Access;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.cli.connect.TypedUri;
import dev.mongostreams.cli.convert.DurationConverter;
import dev.mongostreams.cli.letters.OpenStore;
import dev.mongostreams.cli.secret.SecretFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Says who is given the changes, in place of stdout. */
public final class DeliveryOption {
  /** A program that reads one change and ends with 0 must not have taken more. */
  private static final int BATCH = 1;

  private static final int MOST_AT_ONCE = 10_000;
  private static final int MOST_WORKERS = 1_024;

  /** Half a minute with the pauses between them: as long as a program takes to be started again. */
  private static final int RETRIES = 10;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Comes on top of the drain timeout, in which a run might have ended by itself. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final String EXEC = "--exec";
  private static final String BATCHES = "--batch";
  private static final String WEBHOOK = "--webhook";
  private static final String SECRET = "--webhook-secret-file";
  private static final String TIME = "--webhook-timeout";
  private static final String PARALLEL = "--parallel";
  private static final String TRIES = "--retries";
  private static final String LETTERS = "--dead-letters";
  private static final String FORMAT = "--format";
  private static final String LIMIT = "--limit";

  @Option(
      names = EXEC,
      paramLabel = "COMMAND",
      description =
          "Run this in a shell with the changes on its stdin, a JSON document a line, instead of"
              + " printing them; they are handled when it ends with 0")
  private @Nullable String exec;

  @Option(
      names = BATCHES,
      paramLabel = "N",
      description =
          "Changes that one run of --exec is given at most, of those that are there; ending with 0, it"
              + " says that it has handled all. From 1 to 10000. Default: 1")
  private @Nullable Integer batch;

  @Option(
      names = WEBHOOK,
      paramLabel = "URL",
      description =
          "POST each change to this URL as JSON instead of printing it; it is handled when the answer"
              + " is 2xx")
  private @Nullable String webhook;

  @Option(
      names = SECRET,
      paramLabel = "FILE",
      description =
          "Sign what is posted by the key in this file, whsec_ and base64, as Standard Webhooks does;"
              + " by each, when there are several lines. Default: nothing is signed")
  private @Nullable Path secretFile;

  @Option(
      names = TIME,
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long one POST may take until its answer is here. Default: 30s")
  private @Nullable Duration timeout;

  @Option(
      names = PARALLEL,
      paramLabel = "N",
      description =
          "Commands or POSTs side by side, from 1 to 1024; those of one document keep their order."
              + " Default: 1, which keeps the order of all")
  private @Nullable Integer parallel;

  @Option(
      names = TRIES,
      paramLabel = "N",
      description =
          "How often a change is tried again on which --exec or --webhook fails; then it is a dead"
              + " letter, or the end (exit code 7). Who is away is tried as long as it takes. Default:"
              + " 10")
  private @Nullable Integer retries;

  @Option(
      names = LETTERS,
      paramLabel = "FILE|URI",
      description =
          "Put away here what --exec or --webhook cannot handle, and go on: a file, or"
              + " mongodb://host/db.collection. Default: stop there")
  private @Nullable String letters;

  /**
   * Tells whether there is somebody else than stdout.
   *
   * @return true when changes are delivered
   */
  public boolean isChosen() {
    return exec != null || webhook != null;
  }

  /**
   * Refuses what does not go together, or is out of its range.
   *
   * @param typed the command line: what stands in the environment for others does no harm, but for
   *     {@code --limit}
   * @throws IllegalArgumentException when something is refused
   */
  public void check(ParseResult typed) {
    if (exec != null && webhook != null) {
      throw new IllegalArgumentException(
          "Cannot deliver changes twice: give one of --exec and --webhook, and start another watcher"
              + " for the other.");
    }
    refuseAlone(typed, exec != null, EXEC, List.of(BATCHES));
    refuseAlone(typed, webhook != null, WEBHOOK, List.of(SECRET, TIME));
    refuseAlone(typed, isChosen(), "--exec or --webhook", List.of(PARALLEL, TRIES, LETTERS));
    refuseOutside(BATCHES, batch(), 1, MOST_AT_ONCE);
    refuseOutside(PARALLEL, workers(), 1, MOST_WORKERS);
    refuseOutside(TRIES, retries(), 0, Integer.MAX_VALUE);
    if (isChosen()) {
      refuseBeside(typed);
    }
  }

  private int batch() {
    return batch == null ? BATCH : batch;
  }

  private int workers() {
    return parallel == null ? 1 : parallel;
  }

  private int retries() {
    return retries == null ? RETRIES : retries;
  }

  private static void refuseAlone(
      ParseResult typed, boolean there, String needed, List<String> options) {
    for (String option : options) {
      if (!there && typed.hasMatchedOption(option)) {
        throw new IllegalArgumentException(
            "Cannot use " + option + " alone: it needs " + needed + ". Add that, or leave it out.");
      }
    }
  }

  private static void refuseBeside(ParseResult typed) {
    // Also where nobody typed it: who set it waits for an end that would not come.
    boolean limited = typed.commandSpec().findOption(LIMIT).getValue() != null;
    if (limited || typed.hasMatchedOption(FORMAT)) {
      throw new IllegalArgumentException(
          "Cannot use "
              + (limited ? LIMIT : FORMAT)
              + " with --exec or --webhook: it is for what is printed. Leave it out; changes go out"
              + " as JSON, and --idle-timeout ends when no more come.");
    }
  }

  private static void refuseOutside(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "Cannot take " + option + " " + value + ": give " + least + " to " + most + ".");
    }
  }

  /**
   * What somebody should know before it begins.
   *
   * @param checkpoint true when the position is kept
   * @param target what is watched
   * @param filtered true when not all changes of it are delivered
   * @return lines for stderr
   * @throws IllegalArgumentException when dead letters would be delivered for certain
   */
  public List<String> warnings(boolean checkpoint, Target target, boolean filtered) {
    List<String> warnings = new ArrayList<>();
    if (isChosen() && letters != null && TypedUri.isOne(letters)) {
      String loop = LetterLoop.check(target, letters, filtered);
      if (loop != null) {
        warnings.add(loop);
      }
    }
    if (isChosen() && !checkpoint) {
      warnings.add(
          "warning: without --checkpoint NAME, changes made while this is not running are never"
              + " delivered, nor those under way when it ends");
    }
    if (webhook != null && WebhookUrl.parse(webhook).isOpen()) {
      warnings.add(
          "warning: "
              + WebhookUrl.parse(webhook).origin()
              + " is no https: whoever is on the way can read what is posted");
    }
    SecretFile secret = webhook == null ? null : secretFile();
    if (secret != null && secret.isOpenToAll()) {
      warnings.add(secret.warning());
    }
    return warnings;
  }

  /**
   * Opens what changes are delivered by. Nothing is run or posted yet.
   *
   * @param access how a server of dead letters is reached
   * @return the delivery; null when changes are printed
   * @throws IllegalArgumentException when it could not deliver anything
   */
  public @Nullable Delivery open(Access access) {
    if (exec != null) {
      Shell shell = Shell.of(exec);
      shell.check();
      return opened(new Command(shell, batch(), GRACE), access);
    }
    if (webhook != null) {
      WebhookUrl url = WebhookUrl.parse(webhook);
      SecretFile file = secretFile();
      SigningKeys keys = file == null ? SigningKeys.none() : SigningKeys.read(file);
      return opened(
          new Webhook(url, keys, timeout == null ? TIMEOUT : timeout, InstantSource.system()),
          access);
    }
    return null;
  }

  private @Nullable SecretFile secretFile() {
    return secretFile == null ? null : new SecretFile(SECRET, secretFile);
  }

  private Delivery opened(Delivery delivery, Access access) {
    OpenStore store = letters == null ? null : OpenStore.toWrite(letters, access);
    return new WithPolicy(delivery, workers(), retries(), store);
  }

  /** A delivery, and what becomes of what it cannot deliver. */
  private record WithPolicy(Delivery delivery, int workers, int retries, @Nullable OpenStore store)
      implements Delivery {
    @Override
    public void takeFrom(WatcherBuilder watcher) {
      delivery.takeFrom(watcher);
      watcher
          .parallel(workers)
          .onFailure(DeliveryPolicy.of(retries, store == null ? null : store.letters()));
    }

    @Override
    public void ending() {
      delivery.ending();
    }

    @Override
    public void close() {
      delivery.close();
      if (store != null) {
        store.close();
      }
    }
  }
}
