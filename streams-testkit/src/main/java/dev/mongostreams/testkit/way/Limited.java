package dev.mongostreams.testkit.way;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that may hang, given up at a limit. What hangs stays behind on a daemon thread. */
public final class Limited {
  private Limited() {}

  /**
   * Does the work on another thread.
   *
   * @param what the work, as the start of a sentence
   * @param limit how long it may take
   * @param cure what helps if it takes longer or fails
   * @param work what to do
   * @param <T> the type of its result
   * @return the result
   * @throws PassedOver if the work failed, or did not end within the limit
   */
  public static <T> T call(String what, Duration limit, String cure, Callable<T> work)
      throws PassedOver {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "rs0-limited");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new PassedOver(what + " did not end within " + limit.toSeconds() + " s", cure, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PassedOver passedOver) {
        throw passedOver;
      }
      throw new PassedOver(what + " failed: " + Text.oneLine(e.getCause()), cure, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassedOver(what + " was interrupted", "try again", e);
    } finally {
      task.cancel(true);
    }
  }
}
