package dev.mongostreams.redis;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.handler.BatchHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Deletes or rewrites the keys in Redis under which changed documents are cached. A batch of
 * changes is one round trip, each key in it once, with the last that happened to it. Where nobody
 * can tell which keys are still right, it deletes all that it owns, and says so: at a gap, when the
 * collection is dropped or renamed, when a change does not tell its key, and when Redis was started
 * anew.
 *
 * <pre>{@code
 * RedisInvalidation invalidation =
 *     RedisInvalidation.builder(redis).owns("model:").keyedBy("id").build();
 * Watcher watcher =
 *     invalidation
 *         .attachTo(streams.watchCollection("models"))
 *         .resumeFrom("model-cache", store)
 *         .start();
 * }</pre>
 *
 * <p>While Redis is away the changes wait: the watcher tries again with growing pauses, tells its
 * listener each time, reads no further than its byte budget, and loses nothing that the server's
 * history still holds. An answer of Redis that waiting does not mend, as a missing right, takes the
 * road of the watcher's {@link FailurePolicy}.
 *
 * <p>A watcher that starts without a checkpoint knows nothing of what changed before: call {@link
 * #flush()} when it has started. Fill the cache through {@link ReadThrough}, which says why a plain
 * {@code GET} and {@code SET} go stale beside any invalidation.
 *
 * <p>Usable by any thread, so by all workers of {@link WatcherBuilder#parallel} too; one worker
 * makes the largest batches. The client is the caller's, to be closed when the watcher has ended.
 * Readers must read the server that it writes to: a replica of Redis and a client-side cache hear
 * of a deletion later. Needs Redis 4 or newer.
 */
public final class RedisInvalidation implements BatchHandler, HistoryLostPolicy.Resync {
  private static final Logger LOG = LoggerFactory.getLogger(RedisInvalidation.class);

  /** More at once is not faster, and holds up other users of Redis for longer. */
  private static final int BATCH = 1_000;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final UnifiedJedis client;
  private final OwnedKeys owned;
  private final ActPlan plan;
  private final @Nullable Duration expiry;
  private final boolean images;
  private final Consumer<Flush> onFlush;
  private final ServerRun server;

  /** Held by whoever settles which start of Redis is right, so that one worker flushes for all. */
  private final Lock settling = new ReentrantLock();

  RedisInvalidation(
      UnifiedJedis client,
      OwnedKeys owned,
      ActPlan plan,
      @Nullable Duration expiry,
      boolean images,
      Consumer<Flush> onFlush) {
    this.client = client;
    this.owned = owned;
    this.plan = plan;
    this.expiry = expiry;
    this.images = images;
    this.onFlush = onFlush;
    this.server = new ServerRun(client, owned.mark());
  }

  /**
   * Begins an invalidation.
   *
   * @param client of one Redis, or of its sentinels; stays open for as long as the watcher runs
   * @return a builder that deletes keys by {@code _id}, once it knows what it owns
   * @throws IllegalArgumentException for the client of a Redis Cluster
   */
  public static RedisInvalidationBuilder builder(UnifiedJedis client) {
    return new RedisInvalidationBuilder(client);
  }

  /**
   * Waits for a Redis that is away, and treats all else as another policy says. With it an event is
   * tried again for as long as it takes, with pauses of 50 ms to 5 s.
   *
   * @param otherwise what to do with any other failure, as {@link FailurePolicy#stop()}
   * @return a policy for {@link WatcherBuilder#onFailure}; {@link #attachTo} sets it by itself
   */
  public static FailurePolicy waiting(FailurePolicy otherwise) {
    return otherwise.on(
        RedisUnavailableException.class,
        FailurePolicy.stop().retries(Integer.MAX_VALUE).backoff(FIRST_PAUSE, LONGEST_PAUSE));
  }

  /**
   * Makes a watcher hand its changes to this invalidation: updates, replaces, deletes and what ends
   * a collection, in batches of up to 1,000; with {@link #waiting} for its failures, a flush at a
   * gap, and the documents that the keys and values are built from. What is called on the builder
   * afterwards wins.
   *
   * @param watcher a builder without a handler
   * @return the same builder
   */
  public WatcherBuilder attachTo(WatcherBuilder watcher) {
    if (images || plan.rewrites()) {
      watcher.fullDocument(FullDocument.UPDATE_LOOKUP);
    }
    if (images) {
      watcher.fullDocumentBeforeChange(FullDocumentBeforeChange.WHEN_AVAILABLE);
    }
    return watcher
        .operations(
            Operation.UPDATE,
            Operation.REPLACE,
            Operation.DELETE,
            Operation.DROP,
            Operation.RENAME,
            Operation.DROP_DATABASE,
            Operation.INVALIDATE)
        .onBatch(BATCH, this)
        .onFailure(waiting(FailurePolicy.stop()))
        .onHistoryLost(HistoryLostPolicy.resync(this));
  }

  /**
   * Does in Redis what these changes ask for. Called by the watcher; when it returns, no reader
   * finds what was cached before them. Calling it again with the same changes does no harm.
   *
   * @param changes in the order of the stream
   * @throws RedisUnavailableException when Redis cannot be reached, or will take commands later;
   *     some of the keys may be done
   * @throws JedisException when Redis refuses a command for good
   */
  @Override
  public void onBatch(List<ChangeEvent> changes) {
    Acts acts = plan.acts(changes);
    try {
      if (acts.flush() != null) {
        flush(acts.flush());
      }
      if (!acts.isEmpty()) {
        settle(inOneTrip(acts));
      }
    } catch (JedisException failed) {
      throw told(failed);
    }
  }

  /**
   * Deletes all that is owned, since nobody knows what changed in the gap. Called by the watcher,
   * with the new cursor already open.
   *
   * @param gap what is missing
   * @throws RedisUnavailableException as {@link #onBatch} does
   */
  @Override
  public void resync(Gap gap) {
    flushTold(Flush.Cause.HISTORY_LOST);
  }

  /**
   * Deletes all keys that are owned, a thousand at a time, by a scan of the whole server. A reader
   * that was about to fill one of them cannot do so any more.
   *
   * @return how many there were
   * @throws RedisUnavailableException when Redis cannot be reached; some of them may be deleted
   */
  public long flush() {
    return flushTold(Flush.Cause.ASKED);
  }

  /**
   * Looks whether Redis was started anew, or another has taken its place, and flushes if so. Each
   * batch of changes does this by itself; where changes are rare and Redis brings back keys from
   * its files, call it on a timer too. Reads until then may be stale.
   *
   * @throws RedisUnavailableException when Redis cannot be reached
   */
  public void checkServer() {
    try {
      settle(inOneTrip(new Acts()));
    } catch (JedisException failed) {
      throw told(failed);
    }
  }

  private long flushTold(Flush.Cause cause) {
    try {
      return flush(cause);
    } catch (JedisException failed) {
      throw told(failed);
    }
  }

  /** The other connections of the pool are dead too, and each would cost a try. */
  private RuntimeException told(JedisException failed) {
    if (failed instanceof JedisConnectionException && client instanceof RedisClient standalone) {
      standalone.getPool().clear();
    }
    return RedisErrors.told(owned.prefix(), failed);
  }

  private long flush(Flush.Cause cause) {
    // Asked before: a start in between brings back what is deleted now, and is not the one marked.
    String run = server.current();
    long keys = owned.deleteAll();
    if (run != null) {
      server.mark(run);
    }
    if (cause == Flush.Cause.HISTORY_LOST || cause == Flush.Cause.KEY_UNKNOWN) {
      LOG.warn("{} keys of {}* were deleted: {}", keys, owned.prefix(), cause.words());
    } else {
      LOG.info("{} keys of {}* were deleted: {}", keys, owned.prefix(), cause.words());
    }
    onFlush.accept(new Flush(owned.prefix(), cause, keys));
    return keys;
  }

  /** Returns the start of Redis that did it, when that is not known to be right. */
  private @Nullable String inOneTrip(Acts acts) {
    try (AbstractPipeline pipeline = client.pipelined()) {
      Response<Object> run = server.ask(pipeline);
      List<Response<?>> answers = new ArrayList<>();
      String[] deleted = acts.deleted();
      if (deleted.length > 0) {
        answers.add(pipeline.unlink(deleted));
      }
      for (Map.Entry<String, String> entry : acts.rewritten().entrySet()) {
        answers.add(pipeline.set(entry.getKey(), entry.getValue(), Expiry.params(expiry)));
      }
      pipeline.sync();
      // An answer that is an error throws when it is asked for, and not before.
      answers.forEach(Response::get);
      return server.unknown(run);
    }
  }

  private void settle(@Nullable String run) {
    if (run == null) {
      return;
    }
    settling.lock();
    try {
      if (!server.isMarked(run)) {
        flush(Flush.Cause.SERVER_UNKNOWN);
      }
    } finally {
      settling.unlock();
    }
  }
}
