package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What writes wait for. A change is sent when a majority has it in its journal; who writes without
 * waiting for that leaves it to the journal's timer.
 */
final class Acknowledgement implements Check {
  /** The server's own, unless it was told otherwise. */
  private static final int USUAL_INTERVAL_MS = 100;

  private static final String NAME = "write concern";
  private static final String MAJORITY = "majority";
  private static final int UNKNOWN_COMMAND = 59;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String right() {
    return "the role clusterMonitor";
  }

  @Override
  public List<Finding> look(Patient patient) {
    WriteConcern said = patient.target().uri().getWriteConcern();
    Object own = said == null ? null : said.getWObject();
    Boolean ownJournal = said == null ? null : said.getJournal();
    if (own != null) {
      return List.of(
          judge(
              "the connection string's w: ", own, ownJournal, members(patient), interval(patient)));
    }
    // Who says nothing but j gets the set's w.
    Document ofSet = defaults(patient);
    Object w = ofSet.getOrDefault("w", 1);
    Boolean journal = ownJournal == null ? ofSet.getBoolean("j") : ownJournal;
    return List.of(judge("the set's default w: ", w, journal, members(patient), interval(patient)));
  }

  /** A server older than 4.4 has none, and does not know the question. */
  private static Document defaults(Patient patient) {
    try {
      return patient
          .ask("admin", new Document("getDefaultRWConcern", 1))
          .get("defaultWriteConcern", new Document());
    } catch (MongoCommandException failure) {
      if (failure.getErrorCode() == UNKNOWN_COMMAND) {
        return new Document();
      }
      throw failure;
    }
  }

  /** How many members there are, as far as the set shows them; 0 behind mongos. */
  private static int members(Patient patient) {
    Document hello = patient.ask("admin", new Document("hello", 1));
    return Stream.of("hosts", "passives", "arbiters")
        .mapToInt(kind -> hello.getList(kind, String.class, List.of()).size())
        .sum();
  }

  /**
   * Judges it.
   *
   * @param whose whose w it is
   * @param w a number of members, "majority", or a name of the set's own
   * @param journal whether a write waits for journals; null where that is not said
   * @param members of the set; 0 when unknown
   * @param intervalMs how often the journal is written by itself; null for the server's own
   */
  static Finding judge(
      String whose,
      Object w,
      @Nullable Boolean journal,
      int members,
      @Nullable Integer intervalMs) {
    String what = whose + w + (journal == null ? "" : ", j: " + journal);
    if (!(w instanceof Number) && !w.equals(MAJORITY)) {
      return Finding.unknown(
          NAME,
          what + ": whether that is a majority is not known",
          "Look in rs.conf() at settings.getLastErrorModes.");
    }
    if (waits(w, journal, members)) {
      return Finding.ok(NAME, what + ": a change is sent as soon as it is acknowledged");
    }
    int most = Objects.requireNonNullElse(intervalMs, USUAL_INTERVAL_MS);
    return members == 1 ? alone(what, most) : amongOthers(what, most);
  }

  private static Finding alone(String what, int mostMs) {
    return Finding.warning(
        NAME,
        what
            + ": a write is acknowledged before its journal is on disk, and its change waits for that, up"
            + " to "
            + mostMs
            + " ms",
        "Let those who need changes at once write with w: \"majority\", or make"
            + " storage.journal.commitIntervalMs shorter.");
  }

  private static Finding amongOthers(String what, int mostMs) {
    return Finding.warning(
        NAME,
        what
            + ": a write may be acknowledged before a majority has it in its journal, and its change"
            + " waits for that: for the other members, and up to "
            + mostMs
            + " ms for the journal",
        "Let those who need changes at once write with w: \"majority\".");
  }

  private static boolean waits(Object w, @Nullable Boolean journal, int members) {
    if (w instanceof Number number) {
      int majority = members / 2 + 1;
      return Objects.equals(journal, true) && members > 0 && number.intValue() >= majority;
    }
    return !Objects.equals(journal, false);
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
