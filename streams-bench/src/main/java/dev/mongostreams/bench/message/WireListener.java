package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Order;
import java.io.IOException;

/**
 * PostgreSQL LISTEN without a driver: each notification is handed over when it has come, and none
 * waits for another one.
 */
final class WireListener {
  private final Notes notes;

  WireListener(Notes notes) {
    this.notes = notes;
  }

  void run(Order order) throws IOException {
    try (PostgresSession session = PostgresSession.open(order.text("postgres"), notes::message)) {
      for (String channel : order.text("channel").split(",", -1)) {
        session.ask("LISTEN " + channel);
      }
      notes.ready();
      while (!Thread.currentThread().isInterrupted()) {
        session.next();
      }
    }
  }
}
