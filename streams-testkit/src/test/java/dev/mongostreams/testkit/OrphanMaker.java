package dev.mongostreams.testkit;

import dev.mongostreams.testkit.postgres.PostgresServer;
import dev.mongostreams.testkit.redis.RedisServer;
import java.net.URI;

/** A program that starts a replica set, a Redis, or a PostgreSQL, and never closes it. */
final class OrphanMaker {
  static final String SIGN = "port ";

  private OrphanMaker() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println(SIGN + port(arguments[0]));
    if (arguments[1].equals("wait")) {
      // Until the kill, or until the test that should kill is dead itself.
      System.in.read();
    }
    System.exit(0);
  }

  private static String port(String where) {
    if (where.equals("postgres")) {
      return Integer.toString(PostgresServer.start().port());
    }
    if (where.equals("redis")) {
      return Integer.toString(URI.create(RedisServer.start().uri()).getPort());
    }
    ReplicaSet rs0 = ReplicaSet.builder().from(where).report(line -> {}).start();
    return rs0.member(0).address().split(":", 2)[1];
  }
}
