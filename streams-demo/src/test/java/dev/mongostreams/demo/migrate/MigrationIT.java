package dev.mongostreams.demo.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.testkit.Rs0Extension;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MigrationIT {
  private final CheckpointStore store = new MemoryCheckpointStore();
  private final Inbox<Integer> shown = new Inbox<>();

  /** Keeps the token in memory. */
  private static final class Kept implements TokenPlace {
    private @Nullable BsonDocument token;

    @Override
    public @Nullable BsonDocument read() {
      return token;
    }

    @Override
    public void write(BsonDocument written) {
      token = written;
    }
  }

  private void show(@Nullable Document prediction) {
    shown.add(Objects.requireNonNull(prediction).getInteger("_id"));
  }

  private static void insert(MongoCollection<Document> predictions, int from, int to) {
    predictions.insertMany(
        IntStream.rangeClosed(from, to).mapToObj(id -> new Document("_id", id)).toList());
  }

  @Test
  void aWatcherTakesOverWhereTheLoopHasEnded(MongoClient client, MongoDatabase database)
      throws InterruptedException {
    MongoCollection<Document> predictions = database.getCollection("predictions");
    BsonDocument last = lastTokenOfTheLoop(predictions);
    insert(predictions, 3, 4);

    try (ChangeStreams streams = ChangeStreams.of(client, database.getName())) {
      assertShows(Moved.takeOver(streams, store, last, this::show), 3, 4);
      insert(predictions, 5, 5);
      assertShows(Moved.takeOver(streams, store, last, this::show), 3, 4, 5);
      insert(predictions, 6, 6);
      assertShows(Moved.watcher(streams, store, this::show), 3, 4, 5, 6);
    }
  }

  private void assertShows(Watcher running, Integer... all) throws InterruptedException {
    try (running) {
      assertThat(shown.await(all.length)).containsExactly(all);
    }
  }

  /** Runs the loop twice over two predictions, so that it has resumed as well. */
  private static BsonDocument lastTokenOfTheLoop(MongoCollection<Document> predictions) {
    Kept tokens = new Kept();
    List<Integer> seen = new ArrayList<>();
    AtomicInteger turns = new AtomicInteger();
    for (int end = 1; end <= 2; end++) {
      int wanted = end;
      PlainLoop.run(
          predictions,
          tokens,
          prediction -> seen.add(Objects.requireNonNull(prediction).getInteger("_id")),
          () -> {
            if (turns.getAndIncrement() == 0) {
              insert(predictions, 1, 2); // the cursor is open
            }
            return seen.size() < wanted;
          });
    }
    assertThat(seen).containsExactly(1, 2);
    return Objects.requireNonNull(tokens.read());
  }

  @Test
  void theTokenOfADebeziumOffsetIsRead() {
    BsonDocument token = BsonDocument.parse("{\"_data\": \"826732A1B2000000012B0429296E1404\"}");
    BasicOutputBuffer bytes = new BasicOutputBuffer();
    new BsonDocumentCodec()
        .encode(new BsonBinaryWriter(bytes), token, EncoderContext.builder().build());

    assertThat(Moved.ofDebezium(Base64.getEncoder().encodeToString(bytes.toByteArray())))
        .isEqualTo(ResumeToken.of(token));
  }
}
