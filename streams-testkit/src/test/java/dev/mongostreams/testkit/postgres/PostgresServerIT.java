package dev.mongostreams.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class PostgresServerIT {
  @Test
  void whatItHasAcknowledgedSurvivesAKill() throws SQLException {
    try (PostgresServer server = PostgresServer.start("work_mem=7MB")) {
      String url = server.freshSchema();
      ask(url, "CREATE TABLE t (n int)");
      ask(url, "INSERT INTO t VALUES (1), (2)");

      server.kill();
      assertThatThrownBy(() -> ask(url, "SELECT 1")).isInstanceOf(SQLException.class);
      server.restart();

      assertThat(ask(url, "SELECT sum(n) FROM t")).isEqualTo("3");
      assertThat(ask(url, "SHOW work_mem")).isEqualTo("7MB");
      assertThat(ask(server.freshSchema(), "SELECT to_regclass('t')")).isEqualTo("null");
    }
  }

  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }
}
