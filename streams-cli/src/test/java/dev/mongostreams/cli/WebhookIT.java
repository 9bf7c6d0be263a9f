package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.cli.deliver.Receiver;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes for a receiver behind a URL, on a real replica set and over real HTTP. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int DOCUMENTS = 300;
  private static final int KILLS = 3;

  @TempDir Path dir;

  private @Nullable Started streams;

  @AfterEach
  void leaveNothingRunning() throws InterruptedException {
    if (streams != null) {
      streams.kill();
    }
  }

  /** Watches from its checkpoint on until nothing has come for a second. */
  private Run run(ReplicaSet rs0, MongoDatabase database, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--idle-timeout", "1s"));
    return runToTheEnd(rs0, database, all.toArray(String[]::new));
  }

  /** Watches from its checkpoint on until it ends by itself. */
  private Run runToTheEnd(ReplicaSet rs0, MongoDatabase database, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--uri", rs0.uri(database.getName()), "--collection", "things"));
    all.addAll(List.of("--checkpoint", "d", "--checkpoint-store", dir.toString()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static void insert(MongoDatabase database, int count) {
    database
        .getCollection("things")
        .insertMany(IntStream.range(0, count).mapToObj(id -> new Document("_id", id)).toList());
  }

  private static int id(Receiver.Post post) {
    return post.event().getDocument("documentKey").getInt32("_id").getValue();
  }

  private static List<Integer> ids(Receiver receiver) {
    return receiver.posts().stream().map(WebhookIT::id).toList();
  }

  @Test
  void eachChangeIsPostedOnceAndInOrder(ReplicaSet rs0, MongoDatabase database) throws Exception {
    try (Receiver receiver = Receiver.open()) {
      assertThat(run(rs0, database, "--webhook", receiver.url()).code()).isZero();
      insert(database, 200);

      Run second = run(rs0, database, "--webhook", receiver.url());
      Run third = run(rs0, database, "--webhook", receiver.url());

      assertThat(second.code()).as(second.err()).isZero();
      assertThat(third.code()).isZero();
      assertThat(second.out()).as("nothing is printed").isEmpty();
      assertThat(ids(receiver)).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }
  }

  @Test
  void aReceiverThatIsAwayIsWaitedFor(ReplicaSet rs0, MongoDatabase database)
      throws Exception { // 81
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 3);
    AtomicInteger asked = new AtomicInteger();
    try (Receiver receiver = Receiver.open()) {
      receiver.answering(post -> asked.incrementAndGet() <= 4 ? 503 : 200);

      Run run = run(rs0, database, "--webhook", receiver.url(), "--retries", "0");

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(ids(receiver)).containsExactly(0, 0, 0, 0, 0, 1, 2);
      assertThat(receiver.posts().stream().map(Receiver.Post::id).distinct()).hasSize(3);
      assertThat(run.err())
          .contains("not delivered, attempt 4, again in ")
          .contains("s: http://127.0.0.1:")
          .contains(": it answered 503\n")
          .doesNotContain("s3cr3t");
    }
  }

  @Test
  void whileItIsAwayOneOfThoseSideBySideTriesForAll(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 60);
    AtomicLong awayUntilNanos = new AtomicLong();
    AtomicInteger refused = new AtomicInteger();
    try (Receiver receiver = Receiver.open()) {
      receiver.answering(
          post -> {
            awayUntilNanos.compareAndSet(0, System.nanoTime() + 1_000_000_000);
            boolean away = System.nanoTime() < awayUntilNanos.get();
            refused.addAndGet(away ? 1 : 0);
            return away ? 503 : 204;
          });

      Run run = run(rs0, database, "--webhook", receiver.url(), "--parallel", "8");

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(Set.copyOf(ids(receiver))).hasSize(60);
      assertThat(refused.get()).as("8 at first, then at pauses that double").isBetween(1, 16);
      assertThat(run.err().lines().filter(line -> line.startsWith("not delivered")).count())
          .isBetween(1L, 16L);
    }
  }

  @Test
  void aChangeThatIsRefusedIsPutAway(ReplicaSet rs0, MongoDatabase database)
      throws Exception { // 65
    Path letters = dir.resolve("letters.ndjson");
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 4);
    try (Receiver receiver = Receiver.open().answering(post -> id(post) == 2 ? 422 : 200)) {
      Run run =
          run(rs0, database, "--webhook", receiver.url(), "--dead-letters", letters.toString());

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.err())
          .contains("put away as a dead letter after 1 attempt: http://127.0.0.1:")
          .contains(": it answered 422\n");
      assertThat(ids(receiver)).containsExactly(0, 1, 2, 3);
      assertThat(Files.readString(letters)).doesNotContain("s3cr3t");
      Run replayed = Run.of("dead-letters", "replay", "--store", letters.toString());
      assertThat(replayed.out()).contains("\"documentKey\": {\"_id\": 2}").hasLineCount(1);
    }
  }

  @Test
  void aRedirectEndsItThoughLettersAreKept(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    Path letters = dir.resolve("letters.ndjson");
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 2);
    try (Receiver other = Receiver.open();
        Receiver receiver = Receiver.open().answering(post -> 308).with("location", other.url())) {
      Run run =
          runToTheEnd(
              rs0, database, "--webhook", receiver.url(), "--dead-letters", letters.toString());

      assertThat(run.code()).isEqualTo(7);
      assertThat(run.err())
          .contains("streams: Cannot deliver changes to http://127.0.0.1:")
          .contains(
              "  why: it answered 308, which sends us elsewhere, and no redirect is followed\n")
          .contains("  do:  See where it leads, and give that place to --webhook.")
          .doesNotContain("s3cr3t");
      assertThat(other.posts()).isEmpty();
      assertThat(letters).doesNotExist();
      receiver.answering(post -> 200);
      assertThat(run(rs0, database, "--webhook", receiver.url()).code()).isZero();
      assertThat(ids(receiver)).as("nothing was lost").containsExactly(0, 0, 1);
    }
  }

  /** Each document is inserted, and then updated twice. */
  private static void write(MongoCollection<Document> things) {
    for (int first = 0; first < DOCUMENTS; first += 20) {
      List<Document> some = new ArrayList<>();
      for (int id = first; id < first + 20; id++) {
        some.add(new Document("_id", id).append("version", 0));
      }
      things.insertMany(some);
      for (int version = 1; version <= 2; version++) {
        things.updateMany(Filters.gte("_id", first), Updates.set("version", version));
      }
    }
  }

  @Test
  void losesNothingWhenItIsKilledAgainAndAgain(ReplicaSet rs0, MongoDatabase database)
      throws Exception { // 33
    try (Receiver receiver = Receiver.open()) {
      // Every tenth answer is a failure: what is then posted again must not overtake anything.
      AtomicInteger asked = new AtomicInteger();
      Set<Receiver.Post> failed =
          Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
      receiver.answering(
          post -> {
            boolean fails = asked.incrementAndGet() % 10 == 0;
            if (fails) {
              failed.add(post);
            }
            return fails ? 503 : 200;
          });
      String[] options = {
        "--webhook",
        receiver.url(),
        "--parallel",
        "4",
        "--checkpoint",
        "d",
        "--checkpoint-store",
        dir.toString()
      };
      Path out = dir.resolve("stdout");
      String uri = rs0.uri(database.getName());
      Started running = Started.streams(out, uri, options);
      streams = running;
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> write(database.getCollection("things")));
      int killed = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        int so = DOCUMENTS * 3 * kill / (KILLS + 2);
        Awaitility.await().atMost(LIMIT).until(() -> receiver.posts().size() >= so);
        killed += running.kill() ? 1 : 0;
        running = Started.streams(out, uri, options);
        streams = running;
      }
      writer.get(120, TimeUnit.SECONDS);
      Awaitility.await().atMost(LIMIT).until(() -> taken(receiver, failed).size() == DOCUMENTS * 3);
      running.process().destroy();

      assertThat(running.end()).isZero();
      assertThat(taken(receiver, failed)).hasSize(DOCUMENTS * 3);
      System.out.printf(
          "%d kills: %d posts of %d changes%n", KILLS, receiver.posts().size(), DOCUMENTS * 3);
      assertThat(killed).as("kills that hit a running process").isEqualTo(KILLS);
    }
  }

  /** Versions that were taken, by document: one is taken first when all before it have been. */
  private static Set<String> taken(Receiver receiver, Set<Receiver.Post> failed) {
    Set<String> taken = new HashSet<>();
    Map<Integer, Integer> newest = new HashMap<>();
    for (Receiver.Post post : receiver.posts()) {
      if (!failed.contains(post)) {
        int id = id(post);
        int version = version(post.event());
        if (taken.add(id + "/" + version)) {
          assertThat(version).as("document %d", id).isEqualTo(newest.getOrDefault(id, -1) + 1);
          newest.put(id, version);
        }
      }
    }
    return taken;
  }

  private static int version(BsonDocument event) {
    return event.getString("operationType").getValue().equals("insert")
        ? 0
        : event
            .getDocument("updateDescription")
            .getDocument("updatedFields")
            .getInt32("version")
            .getValue();
  }

  @Test
  void saysWhatBeginsWithoutACheckpoint(ReplicaSet rs0, MongoDatabase database) {
    Run run =
        Run.of(
            "--uri",
            rs0.uri(database.getName()),
            "--idle-timeout",
            "100ms",
            "--webhook",
            "http://hooks.example/s3cr3t");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .startsWith("warning: without --checkpoint NAME, changes made while this is not running")
        .contains("warning: http://hooks.example is no https: whoever is on the way can read")
        .doesNotContain("s3cr3t");
  }
}
