package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class MemoryIT extends WatcherContract {
  private static final int EVENTS = 60;
  private static final int EVENT_BYTES = 1 << 20;
  private static final long BUDGET = 6L << 20;
  private static final long LARGEST_REPLY = 16L << 20;

  private final CountDownLatch busy = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Integer> ids = new CopyOnWriteArrayList<>();
  private final List<Long> bytes = new CopyOnWriteArrayList<>();

  @Test
  void aSlowHandlerKeepsMemoryWithinTheBudgetAndOneReply() throws InterruptedException { // 69
    StartPosition before = here();
    for (int id = 1; id <= EVENTS; id++) {
      predictions.insertOne(numbered(id).append("filling", "x".repeat(EVENT_BYTES)));
    }
    AtomicReference<Watcher> itself = new AtomicReference<>();
    Watcher watcher =
        watchPredictions()
            .startAt(before)
            .reading(read -> read.byteBudget(BUDGET))
            .onChange(change -> handle(change, itself))
            .start();
    itself.set(watcher);
    Limits.open(busy);
    Limits.until("there is no more space", () -> watcher.stats().bytesInFlight() > BUDGET / 2);

    released.countDown();

    Limits.until("all are handled", () -> ids.size() == EVENTS);
    assertThat(ids).isEqualTo(numbers(1, EVENTS));
    assertThat(bytes)
        .allSatisfy(now -> assertThat(now).isLessThanOrEqualTo(BUDGET + LARGEST_REPLY));
    Limits.until("memory is free", () -> watcher.stats().bytesInFlight() == 0);
  }

  private void handle(ChangeEvent change, AtomicReference<Watcher> itself)
      throws InterruptedException {
    busy.countDown();
    Limits.open(released);
    ids.add(Received.id(change));
    bytes.add(itself.get().stats().bytesInFlight());
  }
}
