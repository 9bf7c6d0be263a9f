package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.WatcherState;
import dev.mongostreams.internal.connect.OwnWork;
import dev.mongostreams.internal.run.Handling;
import dev.mongostreams.internal.run.Patience;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.FailPoint;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Unbuilt;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that takes long for each reply, as a mongos does that waits for an idle shard. */
final class SlowReplyIT extends WatcherContract {
  /** A reply takes many times as long as the watcher waits before it asks about it. */
  private static final Duration REPLY = Duration.ofMillis(1_500);

  private static final Duration SILENCE = Duration.ofMillis(100);

  @Test
  void repliesThatTakeTheirTimeAreWaitedFor() { // 19
    try (MongoClient reader = Clients.quick(rs0.uri(), mark, sent);
        MongoClient asking = MongoClients.create(rs0.uri());
        FailPoint slow = FailPoint.always(writer, mark, FailPoint.slow(REPLY), "getMore")) {
      ChangeSource source =
          Unbuilt.source(engine, reader, predictions.getNamespace(), read -> read);
      RunningWatcher watcher =
          Unbuilt.watcher(
              source,
              WatchOptions.named("slow").listener(heard),
              new Patience(SILENCE, 3, () -> OwnWork.under(asking, source.session())));
      watcher.start(new Handling.Each(received));

      insert(1, 1);
      received.awaitId(1);
      insert(2, 2);
      received.awaitId(2);
      long reads = sent.started("getMore");

      assertThat(received.ids()).containsExactly(1, 2);
      assertThat(watcher.stats().errors()).isZero();
      assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
      assertThat(heard.reopens()).isZero();
      assertThat(sent.started("aggregate")).as("no resume").isEqualTo(1);
      Limits.until("it reads on", () -> sent.started("getMore") > reads);
      watcher.stop();
      assertThat(slow.hits()).isPositive();
    }
  }
}
