package dev.mongostreams.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboxTest {
  @Test
  void returnsWhatCameInOrder() throws InterruptedException {
    Inbox<String> inbox = new Inbox<>();
    Thread other =
        new Thread(
            () -> {
              inbox.add("a");
              inbox.add("b");
            });
    other.start();

    assertThat(inbox.await(2)).containsExactly("a", "b");
    other.join();
  }

  @Test
  void saysWhatCameWhenTooFewDid() {
    Inbox<String> inbox = new Inbox<>(Duration.ofMillis(20));
    inbox.add("a");

    assertThatThrownBy(() -> inbox.await(2))
        .isInstanceOf(NotAsTold.class)
        .hasMessage("2 arrive within 20 ms" + System.lineSeparator() + "  but found: 1: [a]");
  }
}
