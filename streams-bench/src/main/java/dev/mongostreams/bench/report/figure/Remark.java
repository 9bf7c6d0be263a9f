package dev.mongostreams.bench.report.figure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one has to know of a way, so as not to misread how late it hears of a write. */
public final class Remark {
  /** Who is not recorded with this figure was not asked how late it hears. */
  private static final String LATENESS = "dueP50Micros";

  private static final Map<String, String> BY_WAY =
      Map.of(
          "notify",
          "notify listens through pgjdbc, which waits up to 1 ms for another notification, again"
              + " after each one, before it hands over those that it has.",
          "notify-wire",
          "notify-wire reads PostgreSQL's messages as they come, without pgjdbc.",
          "notify-commit-100",
          "notify-commit-100 is notify with a hundred rows a transaction: each is inserted when it"
              + " is due, and acknowledged by the commit, which follows the last of them. So the"
              + " time since due has its wait for the others in it, and the time since acknowledged"
              + " has not.");

  private Remark() {}

  /**
   * The remarks on the ways of a scenario, in their order.
   *
   * @param figures that the scenario has
   */
  public static List<String> of(Collection<String> ways, Collection<String> figures) {
    return figures.contains(LATENESS)
        ? ways.stream().map(BY_WAY::get).filter(Objects::nonNull).toList()
        : List.of();
  }
}
