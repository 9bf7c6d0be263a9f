package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Order;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** PostgreSQL LISTEN: a session hears of what is committed while it is there. */
final class NotifyListener {
  private static final int FOR_EVER = 0;

  private static final String COUNTED = "&socketFactory=" + CountedSockets.class.getName();

  private final Notes notes;

  NotifyListener(Notes notes) {
    this.notes = notes;
  }

  void run(Order order) throws SQLException {
    try (Connection connection = DriverManager.getConnection(order.text("postgres") + COUNTED);
        Statement statement = connection.createStatement()) {
      for (String channel : order.text("channel").split(",", -1)) {
        statement.execute("LISTEN " + channel);
      }
      PGConnection session = connection.unwrap(PGConnection.class);
      notes.ready();
      while (!Thread.currentThread().isInterrupted()) {
        for (PGNotification notification : session.getNotifications(FOR_EVER)) {
          notes.message(notification.getParameter());
        }
      }
    }
  }
}
