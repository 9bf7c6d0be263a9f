package dev.mongostreams.demo.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.types.ObjectId;

/**
 * A table whose rows carry a number of their own in {@code id}, from 1 on. A unique index keeps
 * numbers apart, as in a collection. Usable by any thread.
 */
public final class NumberedTable {
  /** Somebody wins each round, so this many lost rounds need as many writers at once. */
  private static final int MAX_ROUNDS = 100;

  private static final String TAKEN = "23505";

  private final PostgresPool pool;
  private final TableLayout layout;
  private final boolean ours;

  NumberedTable(PostgresPool pool, TableLayout layout, boolean ours) {
    this.pool = pool;
    this.layout = layout;
    this.ours = ours;
  }

  /**
   * Adds a row.
   *
   * @param <T> what is read
   * @param row reads it as it is stored
   * @param values of the columns, in their order
   * @return what was read
   * @throws UnsupportedOperationException when somebody else keeps the table
   */
  public <T> T insert(PostgresPool.Row<T> row, Object... values) {
    refuseForeign();
    List<Object> cells = new ArrayList<>();
    cells.add(new ObjectId().toHexString());
    cells.addAll(List.of(values));
    for (int round = 1; ; round++) {
      try {
        return pool.query(row, layout.insert(), cells.toArray()).get(0);
      } catch (PostgresFailedException refused) {
        if (round == MAX_ROUNDS || !isTaken(refused)) {
          throw refused;
        }
      }
    }
  }

  private static boolean isTaken(PostgresFailedException refused) {
    return refused.getCause() instanceof SQLException cause && TAKEN.equals(cause.getSQLState());
  }

  /**
   * Changes a row.
   *
   * @param id its number
   * @param column which column
   * @param value what it is from now on
   * @return false when there is no such row
   * @throws UnsupportedOperationException when somebody else keeps the table
   */
  public boolean update(long id, String column, Object value) {
    refuseForeign();
    return pool.update(
            "UPDATE " + layout.name() + " SET " + column + " = ? WHERE id = ?", value, id)
        == 1;
  }

  /**
   * Deletes a row.
   *
   * @param id its number
   * @return false when there is no such row
   * @throws UnsupportedOperationException when somebody else keeps the table
   */
  public boolean delete(long id) {
    refuseForeign();
    return pool.update("DELETE FROM " + layout.name() + " WHERE id = ?", id) == 1;
  }

  /**
   * Tells whether there is a row.
   *
   * @param id its number
   * @return whether there is
   */
  public boolean has(long id) {
    return find(row -> id, id).isPresent();
  }

  /**
   * Finds a row.
   *
   * @param <T> what is read
   * @param row reads it
   * @param id its number
   * @return what was read, or empty when there is none
   */
  public <T> Optional<T> find(PostgresPool.Row<T> row, long id) {
    return findBy(row, "id", id).stream().findFirst();
  }

  /**
   * Finds rows.
   *
   * @param <T> what is read
   * @param row reads one
   * @param column which column
   * @param value what it must be
   * @return what was read, in the order of the numbers
   */
  public <T> List<T> findBy(PostgresPool.Row<T> row, String column, long value) {
    return pool.query(
        row, "SELECT * FROM " + layout.name() + " WHERE " + column + " = ? ORDER BY id", value);
  }

  private void refuseForeign() {
    if (!ours) {
      throw new UnsupportedOperationException(
          "Cannot write to the table "
              + layout.name()
              + " at "
              + pool
              + ": a sync keeps it as its collection is, and would overwrite what is written beside"
              + " it. Write to MongoDB.");
    }
  }
}
