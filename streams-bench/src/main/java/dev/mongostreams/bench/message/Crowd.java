package dev.mongostreams.bench.message;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Threads that listen, which do not keep the process alive. For one thread. */
final class Crowd {
  private final CompletionService<Boolean> ends =
      new ExecutorCompletionService<>(
          Executors.newCachedThreadPool(
              run -> {
                Thread thread = new Thread(run, "listener");
                thread.setDaemon(true);
                return thread;
              }));

  void add(Callable<Boolean> listener) {
    ends.submit(listener);
  }

  /** Waits until the first of them ends. */
  void awaitFirst() throws ExecutionException, InterruptedException {
    ends.take().get();
  }
}
