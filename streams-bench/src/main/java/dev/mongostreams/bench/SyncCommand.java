package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.report.Rates;
import dev.mongostreams.bench.sync.ModelHistory;
import dev.mongostreams.bench.sync.SyncComparison;
import dev.mongostreams.bench.sync.Way;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@link SyncComparison}, and its report. For one run. */
@Command(
    name = "sync",
    description =
        "Keeps a collection in PostgreSQL, beside one statement an event and plain batches.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table was printed; whether the gates are met stands in it",
      "1:a way left other rows than the collection has, or could not run",
      "2:wrong usage"
    })
final class SyncCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "50000",
      description = "How many changes to handle. Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How often each way runs, after a round that warms up. Default: 7.")
  private int rounds;

  @Option(
      names = "--no-fsync",
      description = "Let PostgreSQL leave out its flushes to the disk, as in tests.")
  private boolean unflushed;

  @Mixin private MongoOption mongo = new MongoOption();

  /** Runs the comparison; called by the command line once the options are known. */
  @Override
  public Integer call() throws InterruptedException, SQLException {
    if (events < 1 || rounds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot run " + rounds + " rounds of " + events + " events: give at least 1 of each.");
    }
    PrintWriter out = spec.commandLine().getOut();
    // Embedded servers begin without flushes. A commit of a real one waits for the disk, and that
    // is what single statements pay for.
    try (ReplicaSet rs0 = mongo.rs0().start();
        MongoClient client = MongoClients.create(rs0.uri());
        PostgresServer server = PostgresServer.start("fsync=" + (unflushed ? "off" : "on"))) {
      DataSource source = source(server);
      out.printf(
          "%,d changes, %d rounds, medians%nMongoDB %s, PostgreSQL %s, fsync %s, %s%n%n",
          events,
          rounds,
          rs0.version(),
          shown(source, "server_version"),
          shown(source, "fsync"),
          Machine.describe());
      out.flush();
      return compare(client, rs0.freshDatabase(), source) ? 0 : 1;
    }
  }

  private boolean compare(MongoClient client, String database, DataSource source)
      throws InterruptedException {
    ModelHistory history = ModelHistory.write(client, database, events);
    try (ChangeStreams streams = ChangeStreams.of(client, database)) {
      SyncComparison comparison = new SyncComparison(streams, source, history, this::tell);
      Rates<Way> rates = comparison.compare(rounds);
      rates.print(spec.commandLine().getOut(), Way::label, SyncComparison.gates(rates));
      return !comparison.voided();
    }
  }

  private static DataSource source(PostgresServer server) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url());
    return source;
  }

  private static String shown(DataSource source, String setting) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + setting)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
