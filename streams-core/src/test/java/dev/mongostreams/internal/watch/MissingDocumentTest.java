package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.updateOfNone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.mongodb.MongoTimeoutException;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.handler.MissingDocument;
import dev.mongostreams.internal.work.AsyncWork;
import dev.mongostreams.internal.work.BatchWork;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.EventWork;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import dev.mongostreams.internal.work.Work;
import dev.mongostreams.internal.work.WorkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An insert, an update whose document is gone, and an insert, handled in each way there is. */
class MissingDocumentTest {
  private final MongoTimeoutException lost = new MongoTimeoutException("lost");

  private final PlayedWatch watch =
      new PlayedWatch(
          WatchOptions.named("played").failures(FailurePolicy.skip().retries(1)).batch(10).build());
  private final Setting setting = new Setting(() -> 7, new Random(1), () -> false);
  private final List<ChangeEvent> handled = new ArrayList<>();

  enum Way {
    EACH,
    BATCHES,
    LATER
  }

  private Work work(Way way, WorkRules rules) {
    var tally = watch.machine.counters().tally();
    return switch (way) {
      case EACH -> new EventWork(rules, handled::add, tally, setting);
      case BATCHES ->
          new BatchWork(rules, 10, (events, behind) -> handled.addAll(events), tally, setting);
      case LATER ->
          new AsyncWork(
              rules,
              event -> CompletableFuture.completedFuture(handled.add(event)),
              tally,
              setting,
              (stretch, operation, thrown) -> {
                throw new AssertionError("completed late");
              });
    };
  }

  private List<Outcome> handle(Way way, MissingDocument policy, UnaryOperator<ChangeEvent> reread) {
    return handle(way, Documents.by(policy, reread));
  }

  private List<Outcome> handle(Way way, Documents documents) {
    watch.open(batch(after(3), insert(1, 1), updateOfNone(2, 2), insert(3, 3)));
    Work work = work(way, watch.options.rules(watch.machine.scope(), documents));
    List<Outcome> outcomes = new ArrayList<>();
    for (var next = watch.machine.take(watch.nowNanos);
        next != null;
        next = watch.machine.take(watch.nowNanos)) {
      outcomes.add(work.work(next));
      watch.machine.finished(next, outcomes.get(outcomes.size() - 1), watch.nowNanos);
      watch.nowNanos += 1_000_000_000;
    }
    return outcomes;
  }

  private List<Operation> operations() {
    return handled.stream().map(ChangeEvent::operation).toList();
  }

  @ParameterizedTest
  @EnumSource
  void comesAsADeleteAndCountsAsOne(Way way) {
    handle(way, MissingDocument.AS_DELETE, event -> event);

    assertThat(operations()).containsExactly(Operation.INSERT, Operation.DELETE, Operation.INSERT);
    assertThat(watch.machine.stats(0).operations())
        .isEqualTo(Map.of(Operation.INSERT, 2L, Operation.DELETE, 1L));
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @ParameterizedTest
  @EnumSource
  void isSkippedAndCountedAsThat(Way way) {
    handle(way, MissingDocument.SKIP, event -> event);

    assertThat(operations()).containsExactly(Operation.INSERT, Operation.INSERT);
    assertThat(watch.machine.stats(0).events()).isEqualTo(2);
    assertThat(watch.machine.stats(0).skipped()).isEqualTo(1);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @ParameterizedTest
  @EnumSource
  void comesWithTheDocumentThatWasFound(Way way) {
    ChangeEvent found = updateOfNone(2, 2);

    handle(way, MissingDocument.REREAD, event -> found);

    assertThat(handled.get(1)).isSameAs(found);
    assertThat(watch.machine.stats(0).events()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void isReadAgainLaterWhenTheReadFails(Way way) {
    int[] reads = {0};

    List<Outcome> outcomes =
        handle(
            way,
            MissingDocument.REREAD,
            event -> {
              if (reads[0]++ == 0) {
                throw lost;
              }
              return event;
            });

    assertThat(outcomes.get(0))
        .asInstanceOf(type(Outcome.Retry.class))
        .satisfies(retry -> assertThat(retry.cause()).isSameAs(lost));
    assertThat(operations()).containsExactly(Operation.INSERT, Operation.UPDATE, Operation.INSERT);
    assertThat(watch.machine.stats(0).retries()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void goesTheWayOfAHandlerThatThrowsWhenItCannotBeRead(Way way) {
    handle(
        way,
        MissingDocument.REREAD,
        event -> {
          throw lost;
        });

    assertThat(operations()).containsExactly(Operation.INSERT, Operation.INSERT);
    assertThat(watch.machine.stats(0).skipped()).isEqualTo(1);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @ParameterizedTest
  @EnumSource
  void aPolicyByClassGoesByWhatTheDriverThrew(Way way) {
    FailurePolicy policy =
        FailurePolicy.skip()
            .retries(0)
            .on(MongoTimeoutException.class, FailurePolicy.stop().retries(0));
    WorkRules rules = watch.options.rules(watch.machine.scope(), Documents.AS_SENT);
    WorkRules strict =
        new WorkRules(
            rules.watcher(),
            rules.scope(),
            rules.wanted(),
            Documents.by(
                MissingDocument.REREAD,
                event -> {
                  throw lost;
                }),
            policy,
            null);
    watch.open(batch(after(1), updateOfNone(1, 1)));

    assertThat(work(way, strict).work(watch.take()))
        .asInstanceOf(type(Outcome.Stop.class))
        .satisfies(
            stop ->
                assertThat(stop.why())
                    .isInstanceOf(HandlerFailedException.class)
                    .hasCause(lost)
                    .hasMessage(
                        "Cannot go on watching aidb.models: the document of an update could not be"
                            + " read again, the driver threw com.mongodb.MongoTimeoutException. See"
                            + " that this host reaches the primary, and start again after the last"
                            + " handled position; the event comes again."));
  }
}
