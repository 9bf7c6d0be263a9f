package dev.mongostreams.demo.sync;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.example.Example;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Summary;
import dev.mongostreams.demo.example.Traffic;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The AI database kept in PostgreSQL, each change exactly once, as an example of the demo. */
@Command(
    description =
        "Keeps the AI database in PostgreSQL tables while it changes, restarts and kills what takes"
            + " part, and counts: each change has its effect once. Then asks both the same.")
public final class SyncExample implements Example {
  private static final List<String> COLLECTIONS =
      List.of("models", "versions", "predictions", "metrics");
  private static final int MODELS = 4;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      converter = UrlConverter.class,
      defaultValue = "${env:POSTGRES_URL}",
      description = {
        "A running PostgreSQL, as postgresql://user:password@localhost:5432/database. By default"
            + " $POSTGRES_URL if it is set, else one is started for the run.",
        "The example makes a schema of its own and drops it at the end."
      })
  private @Nullable PostgresUrl postgres;

  /** Creates the example. */
  public SyncExample() {}

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public Summary run(ExampleRun run) throws Exception {
    try (PostgresPlace place = PostgresPlace.open(postgres, run.database());
        PostgresPool pool = PostgresPool.open(place.url());
        ChangeStreams streams = ChangeStreams.connect(run.uri())) {
      run.say("sync: PostgreSQL at " + place);
      run.say(run.rate() + " writes a second into " + run.database() + "; Ctrl-C ends it.");
      ChangeCounts counts = ChangeCounts.in(pool);
      try (AiCopy copy = AiCopy.start(streams, pool.source(), counts)) {
        Mishaps mishaps = new Mishaps(run, copy, place);
        long written = write(run, mishaps);
        run.settles(() -> counts.counted() >= written);
        Duration lag = copy.watcher().stats().lag().handled();
        copy.watcher().stop(); // nothing moves while all is compared
        run.say("The counter, written in the transactions of the rows: " + counts + ".");
        Summary figures = mishaps.addTo(counted(counts, written).lag(lag));
        return compared(run, place, pool, figures);
      }
    }
  }

  /** Writes until the end of the run; how many changes that made. */
  private static long write(ExampleRun run, Mishaps mishaps) throws InterruptedException {
    Traffic traffic;
    try (Traffic started = Traffic.start(run)) {
      traffic = started;
      mishaps.untilTheEnd();
    }
    return traffic.writes();
  }

  private static Summary counted(ChangeCounts counts, long written) {
    long counted = counts.counted();
    return Summary.of(counted, counts.handed() - counted, Math.max(0, written - counted))
        .promise("effects in the counter", written, counted);
  }

  private static Summary compared(
      ExampleRun run, PostgresPlace place, PostgresPool pool, Summary summary) throws SQLException {
    long differing = 0;
    try (MongoClient client = MongoClients.create(run.uri())) {
      for (String name : COLLECTIONS) {
        RowComparison both =
            RowComparison.of(client.getDatabase(run.database()).getCollection(name), pool);
        summary.promise("rows of " + name, both.documents(), both.rows());
        differing += both.differing();
      }
    }
    return summary
        .promise("rows unlike their document", 0, differing)
        .promise("queries answered otherwise", 0, queried(run, place));
  }

  private static long queried(ExampleRun run, PostgresPlace place) {
    // region backends
    try (AiDatabase mongo = AiDatabase.open("mongodb", run.uri());
        AiDatabase postgres = AiDatabase.open("postgresql", place.url().withCredentials())) {
      return new SideBySide(mongo, postgres, run::say).differing(MODELS);
    }
    // endregion
  }
}
