package dev.mongostreams.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Scope;
import dev.mongostreams.WatcherListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NoticeTellerTest {
  private final Queue<String> waiting = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();

  private NoticeTeller teller(Consumer<String> tell) {
    WatcherListener listener =
        new WatcherListener() {
          @Override
          public void onInvalidated(Invalidated invalidated) {
            tell.accept(invalidated.watcher());
          }
        };
    return new NoticeTeller(listener, this::next, this::pending);
  }

  private synchronized boolean pending() {
    return !waiting.isEmpty();
  }

  private synchronized @Nullable Consumer<WatcherListener> next() {
    String name = waiting.poll();
    return name == null
        ? null
        : listener ->
            listener.onInvalidated(
                new WatcherListener.Invalidated(name, new Scope.OfDatabase("aidb")));
  }

  private synchronized void happens(String... names) {
    waiting.addAll(List.of(names));
  }

  @Test
  void tellsAllThatHappenedInOrder() {
    happens("a", "b", "c");

    teller(told::add).tell();

    assertThat(told).containsExactly("a", "b", "c");
  }

  @Test
  void tellsNothingWhereNothingHappened() {
    NoticeTeller teller = teller(told::add);
    teller.tell();
    teller.tellAll();

    assertThat(told).isEmpty();
  }

  @Test
  void goesOnAfterAListenerThatThrowsWhatever() {
    happens("a", "b", "c");

    teller(
            name -> {
              told.add(name);
              if (name.equals("a")) {
                throw new IllegalStateException("thrown by a test");
              }
              if (name.equals("b")) {
                throw new StackOverflowError("thrown by a test");
              }
            })
        .tell();

    assertThat(told).containsExactly("a", "b", "c");
  }

  @Test
  void aListenerThatCausesAnotherNoticeIsNotCalledInTheMiddle() {
    happens("a");
    NoticeTeller[] self = new NoticeTeller[1];
    self[0] =
        teller(
            name -> {
              told.add("begin " + name);
              if (name.equals("a")) {
                happens("b");
                self[0].tell();
                self[0].tellAll();
              }
              told.add("end " + name);
            });

    self[0].tell();

    assertThat(told).containsExactly("begin a", "end a", "begin b", "end b");
  }

  @Test
  void nobodyWaitsForAListenerThatIsSlow() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    NoticeTeller teller =
        teller(
            name -> {
              begun.countDown();
              await(go);
              told.add(name);
            });
    happens("a");
    Thread slow = new Thread(teller::tell);
    slow.start();
    await(begun);

    happens("b");
    teller.tell();
    assertThat(told).as("returned without it").isEmpty();

    go.countDown();
    slow.join();
    assertThat(told).as("the slow one tells it").containsExactly("a", "b");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
