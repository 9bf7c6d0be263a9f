package dev.mongostreams.bench.filter;

import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.channel.Topics;
import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.live.Listener;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.scenario.Ways;
import java.util.List;

/**
 * What does a filter on the server save?
 *
 * <p>Workload: a history of inserts of 1 KiB, read by our watcher with {@code
 * where(lt("fullDocument.k", n))} that keeps all, 40 or 6 of a hundred. The rate is that of the
 * history, the changes that are left out included. To Redis Pub/Sub and PostgreSQL 10,000 numbers
 * of 1 KiB each are sent on a hundred channels while one listens to all, 40 or 6 of them: by a
 * pattern, or by a {@code LISTEN} each. They have no rate, as the one who sends sets it.
 *
 * <p>Bytes are what the server sent, for each change that was kept: MongoDB and Redis by their own
 * counters, PostgreSQL, which has none, as read from its connection. That of Redis holds four bytes
 * that the sender is answered for each number, also for those left out.
 *
 * <p>Command: {@code ./streams bench filters}. One should see the rate grow several times as less
 * is kept, since the server does not build the events that it leaves out, and the bytes for an
 * event kept stay nearly the same for all three.
 */
public final class FilterScenario implements Scenario {
  private static final String KEEP = "keep-";
  private static final int NUMBERS = 100 * Topics.COUNT;

  private final int events;
  private final Channels channels = new Channels();
  private Order order = Order.empty();

  public FilterScenario(int events) {
    this.events = events;
  }

  @Override
  public String name() {
    return "filters";
  }

  @Override
  public String question() {
    return "How fast does a watcher get through a history when a filter keeps a part of it, and"
        + " what does the server send for what is kept?";
  }

  @Override
  public List<String> ways() {
    return List.of(
        "keep-100",
        "keep-40",
        "keep-6",
        "redis-pubsub-keep-100",
        "redis-pubsub-keep-40",
        "redis-pubsub-keep-6",
        "notify-keep-100",
        "notify-keep-40",
        "notify-keep-6");
  }

  @Override
  public void prepare(Ground ground) {
    order =
        Workload.write(ground.client(), ground.rs0().freshDatabase(), events, Workload.KIB)
            .order()
            .with("kind", "filter")
            .with("uri", ground.rs0().uri());
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    int at = way.indexOf(KEEP);
    int keep = Integer.parseInt(way.substring(at + KEEP.length()));
    return at == 0 ? history(way, keep) : messages(ground, way.substring(0, at - 1), keep);
  }

  private Answer history(String way, int keep) throws InterruptedException {
    try (Lap lap = Ways.program(way).start(order.with("keep", keep))) {
      return lap.await(Workload.LIMIT);
    }
  }

  private Answer messages(Ground ground, String source, int keep) throws InterruptedException {
    Topics topics = channels.topics(source);
    Order kept = topics.order(keep).with("keep", keep).with("end", NUMBERS);
    String filling = "x".repeat(Workload.KIB);
    try (Publisher publisher = topics.publisher();
        Listener listener = new Listener(ground, source, kept, 1)) {
      for (int number = 0; number < NUMBERS; number++) {
        publisher.publish(number, filling);
      }
      // In the first topic, which everybody keeps.
      publisher.publish(NUMBERS);
      return listener.answer(Workload.LIMIT);
    }
  }

  @Override
  public void end() {
    channels.close();
  }
}
