package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.UUID;

/** A table of PostgreSQL whose trigger tells of each inserted row by NOTIFY. */
final class NotifyChannel implements Channel {
  /** What the queue of all notifications holds. */
  private static final double QUEUE_BYTES = 8.0 * (1 << 30);

  private final String url;
  private final int together;
  private final String name = "live_" + UUID.randomUUID().toString().replace("-", "");

  NotifyChannel(PostgresServer server) {
    this(server, 1);
  }

  /**
   * Makes a table.
   *
   * @param together how many rows a transaction has; each is inserted when it is sent, and told
   *     with the commit, as are all others of it
   */
  NotifyChannel(PostgresServer server, int together) {
    this(server, "TG_ARGV[0]", together);
  }

  /**
   * Makes a table.
   *
   * @param channel where a row is told, as SQL inside quotes, from {@code NEW.text} and {@code
   *     TG_ARGV[0]}, the name of all that is told here
   */
  NotifyChannel(PostgresServer server, String channel) {
    this(server, channel, 1);
  }

  private NotifyChannel(PostgresServer server, String channel, int together) {
    this.together = together;
    this.url = server.freshSchema();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE messages (text text NOT NULL)");
      statement.execute(
          "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS"
              + (" 'BEGIN PERFORM pg_notify(" + channel + ", NEW.text); RETURN NULL; END'"));
      statement.execute(
          "CREATE TRIGGER told AFTER INSERT ON messages FOR EACH ROW"
              + (" EXECUTE FUNCTION tell('" + name + "')"));
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public Order order() {
    return Order.empty().with("postgres", url).with("channel", name);
  }

  @Override
  public Publisher publisher() {
    try {
      return new Rows(DriverManager.getConnection(url), together);
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  @Override
  public OptionalLong keptBytes() {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet usage = statement.executeQuery("SELECT pg_notification_queue_usage()")) {
      usage.next();
      return OptionalLong.of((long) (usage.getDouble(1) * QUEUE_BYTES));
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private static IllegalStateException failed(SQLException failure) {
    return new IllegalStateException(
        "PostgreSQL failed, the lap is void: " + failure.getMessage(), failure);
  }

  private static final class Rows implements Publisher {
    /** What the server says to a payload that is too long. */
    private static final String INVALID_PARAMETER = "22023";

    private final Connection connection;
    private final int together;
    private final PreparedStatement insert;

    Rows(Connection connection, int together) throws SQLException {
      this.connection = connection;
      this.together = together;
      connection.setAutoCommit(together == 1);
      this.insert = connection.prepareStatement("INSERT INTO messages VALUES (?)");
    }

    @Override
    public int together() {
      return together;
    }

    @Override
    public void commit() {
      if (together == 1) {
        return;
      }
      try {
        connection.commit();
      } catch (SQLException failure) {
        throw failed(failure);
      }
    }

    @Override
    public void publish(int number, String filling) {
      try {
        insert(number + filling);
      } catch (SQLException failure) {
        throw failed(failure);
      }
    }

    @Override
    public boolean offer(String text) {
      try {
        insert(text);
        return true;
      } catch (SQLException failure) {
        if (INVALID_PARAMETER.equals(failure.getSQLState())) {
          return false;
        }
        throw failed(failure);
      }
    }

    private void insert(String text) throws SQLException {
      insert.setString(1, text);
      insert.executeUpdate();
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException failure) {
        throw failed(failure);
      }
    }
  }
}
