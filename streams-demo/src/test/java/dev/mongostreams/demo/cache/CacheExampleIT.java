package dev.mongostreams.demo.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.example.Ending;
import dev.mongostreams.demo.example.ExampleCommand;
import dev.mongostreams.demo.example.ServerOption;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.redis.RedisServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import redis.clients.jedis.RedisClient;

@ExtendWith(Rs0Extension.class)
class CacheExampleIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final String uri;

  CacheExampleIT(ReplicaSet rs0) {
    this.uri = rs0.uri();
  }

  /** What the subcommands hang on. */
  @Command(name = "demo")
  static final class Top {}

  @Test
  void readsNothingStaleOnceAnInvalidationWasHandled() {
    int code = run("--for", "3s", "--rate", "400");

    assertThat(err.toString()).isEmpty();
    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("started for this run", "The numbers are as promised.")
        .containsPattern("applied +[1-9]")
        .containsPattern("lost +0\\R")
        .containsPattern("reads +[1-9]")
        .containsPattern("stale after a write, p99 +[0-9.]+ ms")
        .containsPattern("stale reads after that +0\\R")
        .containsPattern("cached values that differ +0\\R")
        .containsPattern("flushes +0\\R");
  }

  @Test
  void leavesAGivenRedisAsItWas() {
    try (RedisServer server = RedisServer.start();
        RedisClient redis = RedisClient.create(server.uri())) {
      redis.set("model:1", "somebody else's");

      assertThat(run("--for", "500ms", "--redis", server.uri())).as(err.toString()).isZero();

      assertThat(redis.keys("*")).containsExactly("model:1");
      assertThat(redis.get("model:1")).isEqualTo("somebody else's");
    }
  }

  @Test
  void endsWithThreeWhenTheGivenRedisDoesNotAnswer() {
    assertThat(run("--redis", "redis://me:secret@127.0.0.1:1")).isEqualTo(3);

    assertThat(err.toString())
        .isEqualTo(
            "Cannot use the Redis at 127.0.0.1:1: it does not answer a PING"
                + " (JedisConnectionException). Start it, or leave --redis and REDIS_URL out, and"
                + " one is started for the run."
                + System.lineSeparator());
  }

  @Test
  void refusesAMalformedUriWithoutRepeatingIt() {
    assertThat(run("--redis", "me:secret@nowhere")).isEqualTo(2);

    assertThat(err.toString())
        .contains("it must look like redis://localhost:6379")
        .doesNotContain("secret");
  }

  private int run(String... options) {
    ServerOption server = new ServerOption(Map.of("MONGO_URL", uri));
    CommandLine line = new CommandLine(new Top()).addMixin("server", server);
    line.addSubcommand(ExampleCommand.of(new CacheExample(), server, new Ending()));
    List<String> arguments = new ArrayList<>(List.of("cache"));
    arguments.addAll(List.of(options));
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
