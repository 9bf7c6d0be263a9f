package dev.mongostreams.demo.postgres;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PostgreSQL could not be reached, or refused something. The message tells no value. */
public final class PostgresFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> WORDS =
      Map.of(
          "3D000", "there is no such database",
          "3F000", "there is no such schema",
          "42501", "the user has not the right",
          "42703", "a table has not the columns that are needed",
          "42P01", "a table is missing");

  PostgresFailedException(String where, @Nullable SQLException cause) {
    super(
        "Cannot use the PostgreSQL at "
            + where
            + ": "
            + reason(cause)
            + ". Look whether it runs there, and what this user may do.",
        cause);
  }

  /**
   * Returns what was wrong, in short.
   *
   * @return a clause with the SQLSTATE
   */
  public String reason() {
    return reason(getCause() instanceof SQLException known ? known : null);
  }

  private static String reason(@Nullable SQLException cause) {
    String state = cause == null || cause.getSQLState() == null ? "none" : cause.getSQLState();
    String words = WORDS.get(state);
    if (words == null && state.startsWith("28")) {
      words = "it refuses the user or the password";
    } else if (words == null) {
      words = state.startsWith("08") ? "it does not answer" : "it refuses";
    }
    return words + " (SQLSTATE " + state + ")";
  }
}
