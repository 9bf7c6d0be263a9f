package dev.mongostreams.cli.doctor.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many connections the connection string allows. */
final class PoolSize implements Check {
  private static final int USUAL = 100;

  /** One to read, one to ask after a read that is silent, one for checkpoints and documents. */
  private static final int LEAST = 3;

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public String right() {
    return "no right at all";
  }

  @Override
  public List<Finding> look(Patient patient) {
    return List.of(judge(patient.target().uri().getMaxConnectionPoolSize()));
  }

  static Finding judge(@Nullable Integer said) {
    int most = said == null ? USUAL : said;
    return most == 0 || most >= LEAST
        ? Finding.ok(
            "pool",
            (most == 0 ? "any number of" : most)
                + " connections; each watcher reads on one of its own")
        : Finding.warning(
            "pool",
            "maxPoolSize=" + most + ": a watcher that reads leaves none to ask or to save with",
            "Give maxPoolSize at least " + LEAST + ", and one more for each further watcher.");
  }
}
