package dev.mongostreams.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.mongostreams.Watcher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A store that takes no row until it is told to. */
class SlowStoreIT extends AuditedDatabase {
  private static final int CHANGES = 60;
  private static final int CHANGE_BYTES = 1 << 20;
  private static final long BUDGET = 6L << 20;
  private static final long LARGEST_REPLY = 16L << 20;

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger heldUp = new AtomicInteger();

  @Test
  void holdsUpTheReaderAndLosesNothing() { // 69
    try (MongoClient slow = MongoClients.create(settings())) {
      AuditLog log =
          AuditLog.in(slow.getDatabase(database.getName()).getCollection("audit")).documents(true);
      Watcher watcher =
          log.watchDatabase(streams, plan).reading(read -> read.byteBudget(BUDGET)).start();

      for (int id = 1; id <= CHANGES; id++) {
        models.insertOne(model(id, "ann").append("filling", "x".repeat(CHANGE_BYTES)));
        assertWithinBudget(watcher);
      }
      until("there is no more space", () -> watcher.stats().bytesInFlight() > BUDGET / 2);
      assertThat(rows.countDocuments()).isZero();
      assertThat(heldUp).hasPositiveValue();
      assertWithinBudget(watcher);
      released.countDown();

      assertThat(await(CHANGES)).hasSize(CHANGES);
      until("memory is free", () -> watcher.stats().bytesInFlight() == 0);
      assertThat(log.counts().cut()).isZero();
    }
  }

  private static void assertWithinBudget(Watcher watcher) {
    assertThat(watcher.stats().bytesInFlight()).isLessThanOrEqualTo(BUDGET + LARGEST_REPLY);
  }

  private MongoClientSettings settings() {
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(rs0.uri()))
        .addCommandListener(
            new CommandListener() {
              @Override
              public void commandStarted(CommandStartedEvent event) {
                holdUp(event.getCommandName());
              }
            })
        .build();
  }

  /** Called before the command is sent, by the thread that waits for its answer. */
  private void holdUp(String command) {
    if (command.equals("insert")) {
      heldUp.incrementAndGet();
      try {
        assertThat(released.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
