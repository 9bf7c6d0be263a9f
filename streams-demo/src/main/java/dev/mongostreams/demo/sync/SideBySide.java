package dev.mongostreams.demo.sync;

import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Model;
import dev.mongostreams.demo.ai.Prediction;
import dev.mongostreams.demo.ai.Version;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** The same queries to two backends, and both answers in a line. For one thread. */
final class SideBySide {
  private static final int WIDTH = 30;

  private final AiDatabase mongo;
  private final AiDatabase postgres;
  private final Consumer<String> out;
  private long differing;

  SideBySide(AiDatabase mongo, AiDatabase postgres, Consumer<String> out) {
    this.mongo = mongo;
    this.postgres = postgres;
    this.out = out;
  }

  /** Asks all there is to ask of the models up to a number; how many answers differ. */
  long differing(int models) {
    out.accept("");
    line("The same queries", "mongodb", "postgresql");
    for (long model = 1; model <= models; model++) {
      long id = model;
      ask(
          "findModel(" + id + ")",
          db -> db.findModel(id),
          found -> found.map(Model::architecture).orElse("none"));
      ask("findVersions(" + id + ")", db -> db.findVersions(id), SideBySide::versions);
      ask("findPredictions(" + id + ")", db -> db.findPredictions(id), SideBySide::predictions);
      ask("findMetrics(" + id + ")", db -> db.findMetrics(id), found -> found.size() + " found");
    }
    return differing;
  }

  private static String versions(List<Version> found) {
    return String.join(", ", found.stream().map(Version::name).toList());
  }

  private static String predictions(List<Prediction> found) {
    if (found.isEmpty()) {
      return "none";
    }
    Prediction last = found.get(found.size() - 1);
    return found.size() + " found, last " + last.output().get("class") + " " + last.confidence();
  }

  /** Shows the answers in short, and compares the whole of them. */
  private <T> void ask(String query, Function<AiDatabase, T> question, Function<T, String> brief) {
    T one = question.apply(mongo);
    T other = question.apply(postgres);
    line(query, brief.apply(one), brief.apply(other));
    if (!one.equals(other)) {
      differing++;
      out.accept("  They differ.");
    }
  }

  private void line(String query, String one, String other) {
    out.accept(
        String.format(Locale.ROOT, "  %-19s%-" + WIDTH + "s%-" + WIDTH + "s", query, one, other)
            .stripTrailing());
  }
}
