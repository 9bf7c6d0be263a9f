package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What writes wait for. A change is sent when a majority has it in its journal; who writes without
 * waiting for that leaves it to the journal's timer.
 */
final class Acknowledgement implements Check {
  /** The server's own, unless it was told otherwise. */
  private static final int USUAL_INTERVAL_MS = 100;

  @Override
  public String name() {
    return "write concern";
  }

  @Override
  public String right() {
    return "the role clusterMonitor";
  }

  @Override
  public List<Finding> look(Patient patient) {
    WriteConcern said = patient.target().uri().getWriteConcern();
    Object own = said == null ? null : said.getWObject();
    if (said != null && own != null) {
      boolean journal = Objects.equals(said.getJournal(), true);
      return List.of(judge("the connection string's w: " + own, own, journal, interval(patient)));
    }
    Document ofSet = defaults(patient);
    Object w = ofSet.getOrDefault("w", 1);
    boolean journal = ofSet.getBoolean("j", false);
    return List.of(judge("the set's default w: " + w, w, journal, interval(patient)));
  }

  private static Document defaults(Patient patient) {
    return patient
        .ask("admin", new Document("getDefaultRWConcern", 1))
        .get("defaultWriteConcern", new Document());
  }

  static Finding judge(String what, Object w, boolean journal, @Nullable Integer intervalMs) {
    boolean timer = w instanceof Number number && number.intValue() <= 1 && !journal;
    if (!timer) {
      return Finding.ok("write concern", what + ": a change is sent as soon as it is acknowledged");
    }
    return Finding.warning(
        "write concern",
        what
            + ": a write is acknowledged before its journal is on disk, and its change waits for that, up"
            + " to "
            + Objects.requireNonNullElse(intervalMs, USUAL_INTERVAL_MS)
            + " ms",
        "Let those who need changes at once write with w: \"majority\", or make"
            + " storage.journal.commitIntervalMs shorter.");
  }

  /** How often the journal is written by itself, or null where it is not told. */
  private static @Nullable Integer interval(Patient patient) {
    try {
      Document reply =
          patient.ask("admin", new Document("getParameter", 1).append("journalCommitInterval", 1));
      return reply.get("journalCommitInterval") instanceof Number ms && ms.intValue() > 0
          ? ms.intValue()
          : null;
    } catch (MongoException notTold) {
      return null;
    }
  }
}
