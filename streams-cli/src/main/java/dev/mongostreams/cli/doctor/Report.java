package dev.mongostreams.cli.doctor;

import dev.mongostreams.cli.ExitCode;
import dev.mongostreams.cli.checkpoint.FormatOption;
import dev.mongostreams.cli.doctor.check.Finding;
import dev.mongostreams.cli.doctor.check.Verdict;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * What was found, for people and for programs.
 *
 * @param findings in the order they were made
 */
record Report(List<Finding> findings) {
  private static final int VERDICT_WIDTH = 9;

  /** That of the first problem. */
  ExitCode exitCode() {
    return findings.stream()
        .filter(finding -> finding.verdict() == Verdict.PROBLEM)
        .map(Finding::code)
        .findFirst()
        .orElse(ExitCode.DONE);
  }

  /** A line a finding, and one below it with what to do. */
  String text() {
    int width = findings.stream().mapToInt(finding -> finding.name().length()).max().orElse(0) + 2;
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(padded(finding.verdict().word(), VERDICT_WIDTH))
          .append(padded(finding.name(), width))
          .append(finding.seen())
          .append('\n');
      if (!finding.cure().isEmpty()) {
        text.append(" ".repeat(VERDICT_WIDTH + width)).append(finding.cure()).append('\n');
      }
    }
    return text.append('\n').append(summary()).append('\n').toString();
  }

  /** One line. */
  String json() {
    BsonArray all = new BsonArray();
    for (Finding finding : findings) {
      BsonDocument one =
          new BsonDocument("name", new BsonString(finding.name()))
              .append("verdict", new BsonString(finding.verdict().word()))
              .append("seen", new BsonString(finding.seen()));
      if (!finding.cure().isEmpty()) {
        one.append("do", new BsonString(finding.cure()));
      }
      all.add(one);
    }
    BsonDocument report =
        new BsonDocument("exitCode", new BsonInt32(exitCode().number()))
            .append("problems", new BsonInt32(count(Verdict.PROBLEM)))
            .append("warnings", new BsonInt32(count(Verdict.WARNING)))
            .append("unknown", new BsonInt32(count(Verdict.UNKNOWN)))
            .append("findings", all);
    return FormatOption.line(report) + "\n";
  }

  private String summary() {
    return "problems: "
        + count(Verdict.PROBLEM)
        + ", warnings: "
        + count(Verdict.WARNING)
        + ", unknown: "
        + count(Verdict.UNKNOWN);
  }

  private int count(Verdict verdict) {
    return (int) findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(2, width - text.length()));
  }
}
