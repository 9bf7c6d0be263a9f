import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.ChangeStreams;
import java.time.Duration;
import org.bson.Document;

/** Writes one document and sees its event. Takes a connection string; by default a local rs0. */
public final class FirstEvent {
  public static void main(String[] args) throws InterruptedException {
    String uri = args.length > 0 ? args[0] : "mongodb://localhost:27017/?replicaSet=rs0";
    try (ChangeStreams streams = ChangeStreams.builder(uri).database("sample").connect();
        ChangeQueue queue = streams.watchCollection("things").toQueue(10);
        MongoClient client = MongoClients.create(uri)) {
      client.getDatabase("sample").getCollection("things").insertOne(new Document("hello", "world"));

      ChangeEvent event = queue.poll(Duration.ofSeconds(10));

      if (event == null) {
        throw new IllegalStateException("No event came within 10 seconds.");
      }
      System.out.println("first event: " + event.operationName() + " " + event.fullDocument());
    }
  }
}
