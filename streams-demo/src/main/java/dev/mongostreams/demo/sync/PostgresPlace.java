package dev.mongostreams.demo.sync;

import dev.mongostreams.demo.postgres.PostgresFailedException;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of a run: a schema of its own in a given one, or one that is started and ends with
 * the run.
 */
final class PostgresPlace implements AutoCloseable {
  private final @Nullable PostgresServer server;
  private final PostgresUrl url;
  private final String schema;

  private PostgresPlace(@Nullable PostgresServer server, PostgresUrl url, String schema) {
    this.server = server;
    this.url = url;
    this.schema = schema;
  }

  /**
   * Makes the schema in a given PostgreSQL, or in one that it starts.
   *
   * @param given where it is, or null
   * @param schema a name that nobody else has
   * @throws ConnectFailedException when the given one cannot be used, or none be started
   */
  static PostgresPlace open(@Nullable PostgresUrl given, String schema) {
    PostgresPlace place = given == null ? started(schema) : new PostgresPlace(null, given, schema);
    try {
      place.run("CREATE SCHEMA " + schema);
      return place;
    } catch (PostgresFailedException unusable) {
      place.endServer();
      throw new ConnectFailedException(
          new Explanation(
              "Cannot use the PostgreSQL at",
              place.url.toString(),
              unusable.reason(),
              "It must run, and its user be allowed to create a schema; or leave --postgres and"
                  + " POSTGRES_URL out, and one is started for the run."),
          unusable);
    }
  }

  private static PostgresPlace started(String schema) {
    try {
      PostgresServer server = PostgresServer.start();
      return new PostgresPlace(server, PostgresUrl.parse(server.url()), schema);
    } catch (RuntimeException unable) {
      throw new ConnectFailedException(
          new Explanation(
              "Cannot start a PostgreSQL on",
              System.getProperty("os.name") + " " + System.getProperty("os.arch"),
              "the one that comes along is for Linux on amd64 (" + unable.getMessage() + ")",
              "Name one that runs with --postgres or POSTGRES_URL."),
          unable);
    }
  }

  private void run(String sql) {
    try (PostgresPool pool = PostgresPool.open(url)) {
      pool.update(sql);
    }
  }

  /** Where the schema is. */
  PostgresUrl url() {
    return url.inSchema(schema);
  }

  /** Kills it and starts it again; false when it is somebody else's. */
  boolean killed() {
    if (server == null) {
      return false;
    }
    server.kill();
    server.restart();
    return true;
  }

  /** Where it is, without credentials. */
  @Override
  public String toString() {
    return url + (server == null ? "" : ", started for this run");
  }

  @Override
  public void close() {
    if (server == null) {
      run("DROP SCHEMA " + schema + " CASCADE");
    }
    endServer();
  }

  private void endServer() {
    if (server != null) {
      server.close();
    }
  }
}
