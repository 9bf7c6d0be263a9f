package dev.mongostreams.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A watcher as a JMX client sees it. */
@ExtendWith(Rs0Extension.class)
class WatcherBeanIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void showsItsFiguresUntilItIsClosed(ReplicaSet rs0, MongoDatabase database) throws Exception {
    ObjectName name = new ObjectName("dev.mongostreams:type=Watcher,name=\"a, \\\"b\\\"\"");
    try (ChangeStreams streams = ChangeStreams.connect(rs0.uri(database.getName()));
        Watcher watcher =
            streams.watchCollection("things").name("a, \"b\"").onChange(change -> {}).start();
        WatcherBean bean = WatcherBean.show(watcher)) {
      assertThat(bean.watcher()).isSameAs(watcher);
      assertThat(server.getAttribute(name, "State")).isEqualTo("RUNNING");
      assertThat(server.getAttribute(name, "Scope")).isEqualTo(database.getName() + ".things");
      assertThat(server.getAttribute(name, "SavedLagSeconds")).isNull();

      database.getCollection("things").insertOne(new Document("_id", 1));

      await().atMost(LIMIT).until(() -> server.getAttribute(name, "Events").equals(1L));
      await().atMost(LIMIT).until(() -> server.getAttribute(name, "Ready").equals(true));
      assertThat(server.getAttribute(name, "LastEventAt")).isNotNull();

      try (WatcherBean second = WatcherBean.show(watcher)) {
        assertThat(second.getEvents()).isEqualTo(1);
      }
      assertThat(server.isRegistered(name)).as("the second one is not shown").isTrue();
    }
    assertThat(server.isRegistered(name)).isFalse();
  }
}
