package dev.mongostreams.bench.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptNotesTest {
  private final AtomicLong sentBytes = new AtomicLong(5_000);

  @TempDir private Path directory;

  @Test
  void sharesTheBytesAmongWhatWasKept() throws InterruptedException {
    Answer answer = heard("0", "1xx", "100", "101xx", "200");

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures()).containsEntry("bytesPerKept", 25.0);
  }

  @Test
  void otherNumbersAreVoidEvenWhenThereAreAsMany() throws InterruptedException {
    assertThat(heard("0", "1", "100", "102", "200").fault())
        .isEqualTo("other messages came than were to be kept, 4 of them");
    assertThat(heard("0", "1", "100", "200").fault())
        .isEqualTo("other messages came than were to be kept, 3 of them");
  }

  private Answer heard(String... messages) throws InterruptedException {
    try (Arrivals arrivals = Arrivals.open(directory.resolve("arrivals"), 10)) {
      Order order = Order.empty().with("keep", 2).with("end", 200);
      KeptNotes notes = new KeptNotes(order, arrivals, sentBytes::get);
      notes.ready();
      sentBytes.addAndGet(100);
      for (String message : messages) {
        notes.message(message);
      }
      return notes.answer();
    }
  }
}
