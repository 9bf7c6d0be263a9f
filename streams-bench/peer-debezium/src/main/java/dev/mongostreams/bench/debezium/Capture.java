package dev.mongostreams.bench.debezium;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** An engine that runs, and hands over the field {@code n} of each insert, in order. */
final class Capture implements AutoCloseable {
  private static final long END_SECONDS = 60;

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable String fault;

  private Capture(Properties settings, LongConsumer numbers) {
    this.engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(settings)
            .notifying(handler(numbers))
            .using(this::end)
            .build();
  }

  /** Starts an engine on a thread of its own. */
  static Capture start(Properties settings, LongConsumer numbers) {
    Capture capture = new Capture(settings, numbers);
    new Thread(capture.engine, "debezium").start();
    return capture;
  }

  private static Consumer<RecordChangeEvent<SourceRecord>> handler(LongConsumer numbers) {
    return change -> {
      String after = ((Struct) change.record().value()).getString("after");
      numbers.accept(number(after));
    };
  }

  /**
   * Reads the field from the JSON that Debezium makes of a document. Whoever parses the document
   * needs longer; this favours Debezium.
   */
  static long number(String json) {
    int at = json.indexOf("\"n\":") + 4;
    while (json.charAt(at) == ' ') {
      at++;
    }
    int end = at + 1;
    while (Character.isDigit(json.charAt(end))) {
      end++;
    }
    return Long.parseLong(json, at, end, 10);
  }

  private void end(boolean success, @Nullable String message, @Nullable Throwable error) {
    fault = success ? null : message + (error == null ? "" : ", " + error);
    ended.countDown();
  }

  /** Why it has ended by itself, or nothing while all is well. */
  @Nullable String fault() {
    return fault;
  }

  /** Waits until it has ended. */
  void await() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    try {
      engine.close();
      if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Debezium did not stop within " + END_SECONDS + " s.");
      }
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
