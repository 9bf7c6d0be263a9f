package dev.mongostreams.demo.walk;

import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes steps one after the other and stops at the first that is not as told. Of one use. */
public final class Walkthrough {
  /** A step takes about a second; one that takes this long will not end by itself. */
  private static final Duration STEP_LIMIT = Duration.ofSeconds(30);

  private final List<Step> steps;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Page page;
  private final Duration limit;

  /**
   * Prepares a walk.
   *
   * @param steps what to play, in order
   * @param out where the walk is printed
   * @param err where a failure is told
   */
  public Walkthrough(List<Step> steps, PrintWriter out, PrintWriter err) {
    this(steps, out, err, STEP_LIMIT);
  }

  Walkthrough(List<Step> steps, PrintWriter out, PrintWriter err, Duration limit) {
    this.steps = List.copyOf(steps);
    this.out = out;
    this.err = err;
    this.page = new Page(out);
    this.limit = limit;
  }

  /**
   * Prints something before the walk begins, as which replica set it is on.
   *
   * @param text a sentence, broken into lines here
   */
  public void tell(String text) {
    page.wrapped(text, "  ");
  }

  /**
   * Plays all steps in databases of their own, and drops those whatever happens.
   *
   * @param rs0 the replica set
   * @return false when a step was not as told; it has been named on {@code err}
   * @throws dev.mongostreams.failure.StreamsException when there is no usable server
   */
  public boolean play(ReplicaSet rs0) {
    long begun = System.nanoTime();
    try (Cleanup cleanup = new Cleanup(new Stage(rs0, page))) {
      page.line("");
      page.paragraph(
          "The guide, section by section. Each shows the code that runs, what it does (do), what came"
              + " out (got), and what was checked (ok). All of it happens in the databases "
              + cleanup.stage().database().getName()
              + " and "
              + cleanup.stage().scratch().getName()
              + ", which are dropped at the end.");
      for (int i = 0; i < steps.size(); i++) {
        if (!asTold(i + 1, steps.get(i), cleanup.stage())) {
          return false;
        }
      }
    }
    page.rule();
    page.line(
        String.format(
            "%d of %d sections as told, in %.1f s. The demo's databases are dropped.",
            steps.size(), steps.size(), (System.nanoTime() - begun) / 1e9));
    return true;
  }

  private boolean asTold(int number, Step step, Stage stage) {
    page.heading(number, steps.size(), step);
    page.paragraph(step.summary());
    ExecutorService player = Executors.newSingleThreadExecutor(Walkthrough::daemon);
    try {
      step.regions().forEach(name -> page.code(Region.of(step.getClass(), name)));
      Future<?> playing =
          player.submit(
              () -> {
                step.run(stage);
                return null;
              });
      playing.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      page.line("");
      return !stage.closed();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return !stage.closed() && notAsTold(number, step, cause);
    } catch (TimeoutException hanging) {
      return notAsTold(
          number, step, new NotAsTold("it ends within " + limit.toSeconds() + " s", "it goes on"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return notAsTold(number, step, interrupted);
    } catch (IllegalArgumentException noSuchRegion) {
      return notAsTold(number, step, noSuchRegion);
    } finally {
      player.shutdownNow();
    }
  }

  private boolean notAsTold(int number, Step step, Throwable cause) {
    out.flush();
    err.println("NOT AS TOLD in step " + number + ", " + step.title() + ":");
    if (cause instanceof NotAsTold || cause instanceof IllegalArgumentException) {
      err.println("  " + cause.getMessage());
    } else {
      cause.printStackTrace(err);
    }
    err.flush();
    return false;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo-step");
    thread.setDaemon(true);
    return thread;
  }
}
