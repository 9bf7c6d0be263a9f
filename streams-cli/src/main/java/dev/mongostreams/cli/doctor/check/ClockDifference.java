package dev.mongostreams.cli.doctor.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** How far the clock of this machine is from the server's. */
final class ClockDifference implements Check {
  private static final Duration MUCH = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String right() {
    return "no right at all";
  }

  @Override
  public List<Finding> look(Patient patient) {
    Instant asked = Instant.now();
    Date there = patient.ask("admin", new Document("hello", 1)).getDate("localTime");
    Instant answered = Instant.now();
    return List.of(
        there == null
            ? Finding.unknown(name(), "the server does not tell its time", "Compare by hand.")
            : judge(asked, there.toInstant(), answered));
  }

  /** What the way there and back took is no difference. */
  static Finding judge(Instant asked, Instant there, Instant answered) {
    Duration ahead = Duration.between(answered, there);
    Duration late = Duration.between(there, asked);
    Duration most = ahead.compareTo(late) > 0 ? ahead : late;
    return most.compareTo(MUCH) < 0
        ? Finding.ok("clock", "less than 2 s from the server's")
        : Finding.warning(
            "clock",
            "this machine is "
                + most.toSeconds()
                + " s "
                + (ahead.compareTo(late) > 0 ? "behind" : "ahead of")
                + " the server; ages are wrong by that, lag is not",
            "Set both clocks by NTP.");
  }
}
