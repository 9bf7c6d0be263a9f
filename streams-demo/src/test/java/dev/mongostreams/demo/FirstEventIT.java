package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class FirstEventIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final PrintStream console = System.out;

  @AfterEach
  void restore() {
    System.setOut(console);
    other.shutdownNow();
  }

  @Test
  void printsWhatIsInsertedUntilItIsInterrupted(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    String printed =
        printedBy(() -> FirstEvent.main(new String[] {rs0.uri(database.getName())}), database);

    assertThat(printed).contains(" insert ", database.getName() + ".predictions");
  }

  @Test
  void theReadmesExamplePrintsTheDocument(ReplicaSet rs0, MongoDatabase database) throws Exception {
    String printed = printedBy(() -> ReadmeExample.run(rs0.uri(database.getName())), database);

    assertThat(printed).contains("Document{{_id=", "confidence=0.92}}");
  }

  private interface Program {
    void run() throws Exception;
  }

  private String printedBy(Program shown, MongoDatabase database) throws InterruptedException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Future<Void> program =
        other.submit(
            () -> {
              shown.run();
              return null;
            });

    insertUntilPrinted(database, printed);
    other.shutdownNow();

    assertThat(other.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(program).isDone();
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** The program does not say when its cursor is open: an insert before that is not seen. */
  private static void insertUntilPrinted(MongoDatabase database, ByteArrayOutputStream printed) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (printed.size() == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      database.getCollection("predictions").insertOne(new Document("confidence", 0.92));
    }
  }
}
