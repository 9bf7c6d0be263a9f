package dev.mongostreams.redis;

import dev.mongostreams.testkit.redis.RedisServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** A Redis for the tests of one class; it is there, and empty, before each of them. */
final class LocalRedis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private @Nullable RedisServer server;
  private @Nullable RedisClient client;

  @Override
  public void beforeAll(ExtensionContext context) {
    RedisServer started = RedisServer.start();
    server = started;
    client = RedisClient.create(started.uri());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!server().running()) {
      restart();
    }
    client().flushAll();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client().close();
    server().close();
  }

  RedisServer server() {
    return Objects.requireNonNull(server);
  }

  RedisClient client() {
    return Objects.requireNonNull(client);
  }

  /** Writes what it holds to a file, which it reads when it is started again. */
  void save() {
    client().executeCommand(new CommandArguments(Protocol.Command.SAVE));
  }

  void restart() {
    server().restart();
    // The old connections of the pool are dead: a first command would meet one of them.
    client().close();
    client = RedisClient.create(server().uri());
  }
}
