package dev.mongostreams.redis;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/**
 * Notices that Redis was started anew, or that another server has taken its place. Both forget what
 * was acknowledged last: a key that had been deleted may be back from an older file, or on a
 * replica that had not heard of it.
 *
 * <p>Each start of a server has an id of its own. A key beside the cached ones names the start in
 * which all that is owned was last known to be right; it lives in Redis, so that the next process
 * knows it too.
 */
final class ServerRun {
  private static final Logger LOG = LoggerFactory.getLogger(RedisInvalidation.class);
  private static final Pattern RUN = Pattern.compile("^run_id:(\\S+)", Pattern.MULTILINE);
  private static final String SECTION = "server";

  private final UnifiedJedis client;
  private final String mark;

  /** The start that the mark is known to name; what is owned is right in it. */
  private volatile @Nullable String known;

  private volatile boolean forbidden;

  ServerRun(UnifiedJedis client, String mark) {
    this.client = client;
    this.mark = mark;
  }

  /** Asks for the present start; null when that is in vain. */
  @Nullable String current() {
    try (AbstractPipeline pipeline = client.pipelined()) {
      Response<Object> answer = ask(pipeline);
      pipeline.sync();
      return answer == null ? null : id(answer);
    }
  }

  /**
   * Asks in a pipeline, on the very connection of its other commands; null when that is in vain.
   */
  @Nullable Response<Object> ask(AbstractPipeline pipeline) {
    return forbidden ? null : pipeline.sendCommand(Protocol.Command.INFO, SECTION);
  }

  /**
   * Takes the answer.
   *
   * @return the start that is not known to be right, or null
   */
  @Nullable String unknown(@Nullable Response<Object> answer) {
    String run = answer == null ? null : id(answer);
    return run == null || run.equals(known) ? null : run;
  }

  private @Nullable String id(Response<Object> answer) {
    try {
      return idIn(new String((byte[]) answer.get(), StandardCharsets.UTF_8));
    } catch (JedisAccessControlException refused) {
      forbidden = true;
      LOG.warn(
          "This user of Redis may not call INFO, so a restart of Redis will not be noticed. Allow"
              + " it, or let Redis keep nothing on disk.");
      return null;
    }
  }

  /** Tells whether the mark names that start; then it is known. */
  boolean isMarked(String run) {
    if (!run.equals(client.get(mark))) {
      return false;
    }
    known = run;
    return true;
  }

  /** All that is owned is right in that start. */
  void mark(String run) {
    client.set(mark, run);
    known = run;
  }

  private static @Nullable String idIn(String info) {
    Matcher found = RUN.matcher(info);
    return found.find() ? found.group(1) : null;
  }
}
