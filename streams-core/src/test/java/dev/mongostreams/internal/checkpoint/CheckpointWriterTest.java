package dev.mongostreams.internal.checkpoint;

import static dev.mongostreams.internal.played.Batches.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.StartPosition;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckpointWriterTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Cadence CADENCE = new Cadence(Duration.ofSeconds(1), 100);
  private static final int PRESSING = 10_000;

  private final CheckpointWriter writer =
      new CheckpointWriter(CADENCE, PRESSING, null, new Random(1));

  private void save(StartPosition floor, long events, long now) {
    assertThat(writer.step(floor, null, events, false, now))
        .isEqualTo(new SaveStep.Save(floor, null));
    writer.saved(now);
  }

  private static SaveStep waitUntil(long nanos) {
    return new SaveStep.Wait(nanos);
  }

  @Test
  void hasNothingToSaveBeforeACursorIsOpen() {
    assertThat(writer.step(null, null, 0, false, 5)).isEqualTo(waitUntil(5 + SECOND));
    assertThat(writer.open()).isFalse();
  }

  @Test
  void savesTheFirstPositionAtOnceAndOpensThen() {
    save(after(0), 0, 5);

    assertThat(writer.open()).isTrue();
    assertThat(writer.savedPosition()).isEqualTo(after(0));
    assertThat(writer.owes(after(0))).isFalse();
    assertThat(writer.owes(after(1))).isTrue();
  }

  @Test
  void aPositionThatIsSavedAlreadyIsNotSavedAgain() {
    CheckpointWriter resuming = new CheckpointWriter(CADENCE, PRESSING, after(7), new Random(1));

    assertThat(resuming.open()).isTrue();
    assertThat(resuming.step(after(7), null, 0, false, 0)).isEqualTo(waitUntil(SECOND));
  }

  @Test
  void savesByTimeWhileEventsAreHandled() {
    save(after(0), 0, 0);

    assertThat(writer.step(after(1), null, 1, false, SECOND - 1)).isEqualTo(waitUntil(SECOND));
    save(after(1), 1, SECOND);
  }

  @Test
  void savesByCountBeforeTheTime() {
    save(after(0), 0, 0);
    assertThat(writer.urgent(99)).isFalse();
    assertThat(writer.step(after(99), null, 99, false, 1)).isEqualTo(waitUntil(SECOND));

    assertThat(writer.urgent(100)).isTrue();
    save(after(100), 100, 1);
    assertThat(writer.savedEvents()).isEqualTo(100);
  }

  @Test
  void savesByCountTakeATwentiethOfTheTimeAtMost() {
    saveThatTakes(5, 0);

    assertThat(writer.step(after(200), null, 200, false, 5)).isEqualTo(waitUntil(100));
    assertThat(writer.step(after(200), null, 200, false, 100))
        .isEqualTo(new SaveStep.Save(after(200), null));
  }

  @Test
  void aSaveDoesNotRestWhenEventsWaitForIt() {
    saveThatTakes(5, 0);

    assertThat(writer.step(after(PRESSING), null, PRESSING - 1, false, 5))
        .isEqualTo(waitUntil(100));
    assertThat(writer.step(after(PRESSING), null, PRESSING, false, 5))
        .isEqualTo(new SaveStep.Save(after(PRESSING), null));
  }

  @Test
  void whatWaitsForItDoesNotMakeASaveDueThatWasAskedForLater() {
    CheckpointWriter rare =
        new CheckpointWriter(
            new Cadence(Duration.ofSeconds(1), 1_000), 10, after(0), new Random(1));
    rare.step(after(1), null, 1, true, 0);
    rare.saved(5);

    assertThat(rare.step(after(20), null, 20, false, 6)).isEqualTo(waitUntil(5 + SECOND));
  }

  @Test
  void theLastSaveDoesNotRest() {
    saveThatTakes(5, 0);

    assertThat(writer.step(after(200), null, 200, true, 5))
        .isEqualTo(new SaveStep.Save(after(200), null));
  }

  private void saveThatTakes(long nanos, long now) {
    assertThat(writer.step(after(0), null, 0, false, now))
        .isEqualTo(new SaveStep.Save(after(0), null));
    writer.saved(now + nanos);
  }

  @Test
  void savesAnIdleStreamMoreSlowly() {
    save(after(0), 0, 0);

    assertThat(writer.step(after(5), null, 0, false, 9 * SECOND)).isEqualTo(waitUntil(10 * SECOND));
    save(after(5), 0, 10 * SECOND);
  }

  @Test
  void savesTheLastPositionAtOnce() {
    save(after(0), 0, 0);

    assertThat(writer.step(after(1), null, 1, true, 1))
        .isEqualTo(new SaveStep.Save(after(1), null));
  }

  @Test
  void claimsNothingThatWasNotSavedAndTriesAgainLater() {
    save(after(0), 0, 0);
    writer.step(after(1), null, 1, true, 0);

    long delay = writer.failed(0);

    assertThat(delay).isBetween(SECOND / 20, SECOND / 10);
    assertThat(writer.failures()).isEqualTo(1);
    assertThat(writer.savedPosition()).isEqualTo(after(0));
    assertThat(writer.savedEvents()).isZero();
    assertThat(writer.step(after(500), null, 500, true, delay - 1)).isEqualTo(waitUntil(delay));
    save(after(500), 500, delay);
    assertThat(writer.failures()).isZero();
  }

  @Test
  void theCountOfWhatWasSavedIsThatOfItsMoment() {
    save(after(0), 0, 0);
    writer.step(after(100), null, 100, false, 1);
    // 40 more are handled while it is being saved.
    writer.saved(1);

    assertThat(writer.savedEvents()).isEqualTo(100);
    assertThat(writer.urgent(140)).isFalse();
  }

  @Test
  void savesNothingOnceEnded() {
    save(after(0), 0, 0);
    writer.end();

    assertThat(writer.step(after(1), null, 1, true, 9 * SECOND)).isEqualTo(new SaveStep.End());
    assertThat(writer.owes(after(1))).isFalse();
  }

  @Test
  void withoutACadenceItOwesNothingAndHoldsUpNobody() {
    CheckpointWriter none = new CheckpointWriter(null, PRESSING, null, new Random(1));

    assertThat(none.keeps()).isFalse();
    assertThat(none.open()).isTrue();
    assertThat(none.urgent(1_000_000)).isFalse();
    assertThat(none.owes(after(1))).isFalse();
    assertThat(none.step(after(1), null, 1, true, 0)).isEqualTo(new SaveStep.End());
  }
}
