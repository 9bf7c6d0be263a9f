package dev.mongostreams.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import dev.mongostreams.internal.played.PlayedSource;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.source.Oplog;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistorianTest {
  private static final Duration SHORT = Duration.ofMillis(2);
  private static final Oplog.Window HOUR =
      new Oplog.Window(new BsonTimestamp(1_000, 1), new BsonTimestamp(4_600, 1), 1);

  /** When the server was asked. */
  private final List<Long> asked = new CopyOnWriteArrayList<>();

  private @Nullable Historian historian;

  private Historian asking(Duration pause, Supplier<Oplog.@Nullable Window> question) {
    Historian made =
        new Historian(
            () -> {
              asked.add(System.nanoTime());
              return question.get();
            },
            pause);
    historian = made;
    return made;
  }

  private static RunningWatcher watcher() {
    return new RunningWatcher(
        new PlayedSource(),
        WatchOptions.named("followed").build(),
        Documents.AS_SENT,
        new FailureClassifier(true),
        null,
        Patience.asking(() -> true));
  }

  private static @Nullable Duration window(RunningWatcher watcher) {
    return watcher.stats().history().window();
  }

  private static void until(BooleanSupplier claim) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!claim.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static boolean atWork() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("streams-history"));
  }

  @AfterEach
  void end() {
    if (historian != null) {
      historian.close();
    }
    until(() -> !atWork());
  }

  @Test
  void asksOnceHoweverManyWatchersThereAre() {
    Historian one = asking(Duration.ofHours(1), () -> HOUR);
    List<RunningWatcher> many = Stream.generate(HistorianTest::watcher).limit(50).toList();

    many.forEach(one::follow);

    until(() -> many.stream().allMatch(each -> Duration.ofHours(1).equals(window(each))));
    assertThat(asked).hasSize(1);
  }

  @Test
  void asksAgainAfterThePause() {
    asking(SHORT, () -> HOUR).follow(watcher());

    until(() -> asked.size() > 5);

    assertThat(asked.get(1) - asked.get(0)).isGreaterThanOrEqualTo(SHORT.toNanos());
  }

  @Test
  void aRefusalIsNotAskedForAtTheUsualPace() {
    RunningWatcher watcher = watcher();
    asking(SHORT, () -> null).follow(watcher);

    until(() -> asked.size() == 2);

    assertThat(asked.get(1) - asked.get(0)).isGreaterThanOrEqualTo(SHORT.toNanos() * 120);
    assertThat(window(watcher)).isNull();
  }

  @Test
  void aServerThatDoesNotAnswerIsAskedAgainAndTheLastAnswerHolds() {
    RunningWatcher watcher = watcher();
    Historian one =
        asking(
            SHORT,
            () -> {
              if (asked.size() > 1) {
                throw new MongoTimeoutException("nobody answers");
              }
              return HOUR;
            });

    one.follow(watcher);

    until(() -> asked.size() > 5);
    assertThat(window(watcher)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void asksNothingOnceAllWatchersHaveEnded() {
    RunningWatcher watcher = watcher();
    Historian one = asking(SHORT, () -> HOUR);
    one.follow(watcher);
    until(() -> !asked.isEmpty());

    watcher.stop();

    until(() -> !atWork());
    int before = asked.size();
    RunningWatcher next = watcher();
    one.follow(next);
    until(() -> asked.size() > before);
  }

  @Test
  void asksNothingOnceItIsClosed() {
    Historian one = asking(Duration.ofHours(1), () -> HOUR);
    one.follow(watcher());
    until(() -> !asked.isEmpty());

    one.close();

    until(() -> !atWork());
    one.follow(watcher());
    assertThat(atWork()).isFalse();
    assertThat(asked).hasSize(1);
  }
}
