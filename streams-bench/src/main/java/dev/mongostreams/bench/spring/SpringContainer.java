package dev.mongostreams.bench.spring;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ChangeStreamOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.messaging.ChangeStreamRequest;
import org.springframework.data.mongodb.core.messaging.ChangeStreamRequest.ChangeStreamRequestOptions;
import org.springframework.data.mongodb.core.messaging.DefaultMessageListenerContainer;
import org.springframework.data.mongodb.core.messaging.Message;
import org.springframework.data.mongodb.core.messaging.MessageListener;
import org.springframework.data.mongodb.core.messaging.Subscription;

/**
 * Spring Data's {@code DefaultMessageListenerContainer} with one listener on one collection. It has
 * no settings that make it faster; what a listener can do is take the driver's event instead of the
 * body that Spring converts.
 */
public final class SpringContainer implements AutoCloseable {
  private static final Duration OPEN = Duration.ofSeconds(30);

  private final DefaultMessageListenerContainer container;
  private final String collection;
  private final boolean raw;
  private ChangeStreamOptions options = ChangeStreamOptions.empty();

  /**
   * Makes a container that listens to nothing yet.
   *
   * @param raw true to read the driver's event, false to read the body
   */
  public SpringContainer(MongoClient client, String database, String collection, boolean raw) {
    this.container = new DefaultMessageListenerContainer(new MongoTemplate(client, database));
    this.collection = collection;
    this.raw = raw;
  }

  /** Begins at that cluster time instead of now. */
  public SpringContainer from(BsonTimestamp start) {
    options = ChangeStreamOptions.builder().resumeAt(start).build();
    return this;
  }

  /** Hands over the field {@code n} of each insert; comes back when the cursor is open. */
  public void start(IntConsumer numbers) throws InterruptedException {
    MessageListener<ChangeStreamDocument<Document>, Document> listener =
        message -> numbers.accept(Objects.requireNonNull(document(message)).getInteger("n"));
    ChangeStreamRequest<Document> request =
        new ChangeStreamRequest<>(
            listener, new ChangeStreamRequestOptions(null, collection, options));
    Subscription subscription = container.register(request, Document.class);
    container.start();
    if (!subscription.await(OPEN)) {
      throw new IllegalStateException(
          "Spring did not open its cursor within " + OPEN.toSeconds() + " s.");
    }
  }

  private @Nullable Document document(Message<ChangeStreamDocument<Document>, Document> message) {
    return raw ? Objects.requireNonNull(message.getRaw()).getFullDocument() : message.getBody();
  }

  @Override
  public void close() {
    container.stop();
  }
}
