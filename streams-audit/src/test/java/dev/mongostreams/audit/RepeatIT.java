package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointPlan;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes that come again, and a watcher that is started again. */
class RepeatIT extends AuditedDatabase {
  @Test
  void aChangeThatComesAgainKeepsItsOneRow() {
    AuditLog log = log();
    StartPosition start;
    try (Watcher first = watch(log)) {
      start = Objects.requireNonNull(first.stats().handledUpTo());
      IntStream.range(0, 30).forEach(id -> models.insertOne(model(id, "ann")));
      await(30);
    }
    List<AuditRecord> rows = all();

    Watcher again =
        log.watchDatabase(streams, CheckpointPlan.of("again", plan.store())).startAt(start).start();
    models.insertOne(model(30, "ann"));

    until("all came again", () -> again.stats().events() == 31);
    assertThat(log.counts()).isEqualTo(new AuditLog.Counts(31, 30, 0));
    assertThat(all()).hasSize(31).startsWith(rows.toArray(AuditRecord[]::new));
  }

  @Test
  void goesOnFromItsCheckpoint() {
    try (Watcher first = watch(log())) {
      models.insertOne(model(1, "ann"));
      await(1);
      assertThat(first.stats().errors()).isZero();
    }
    models.insertOne(model(2, "ann"));

    AuditLog next = log();
    watch(next);

    assertThat(await(2)).hasSize(2);
    until("it counted", () -> next.counts().equals(new AuditLog.Counts(1, 0, 0)));
  }
}
