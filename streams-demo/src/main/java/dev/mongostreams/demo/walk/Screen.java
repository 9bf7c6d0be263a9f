package dev.mongostreams.demo.walk;

import java.util.List;

/** Stands in for {@code System.out} where a step wants to see what was printed. */
public final class Screen implements Appendable {
  private final Inbox<String> lines = new Inbox<>();
  private final StringBuilder line = new StringBuilder();

  /** Creates an empty screen. */
  public Screen() {}

  @Override
  public Screen append(CharSequence text) {
    return append(text, 0, text.length());
  }

  @Override
  public Screen append(CharSequence text, int start, int end) {
    text.subSequence(start, end).chars().forEach(character -> append((char) character));
    return this;
  }

  @Override
  public synchronized Screen append(char character) {
    if (character == '\n') {
      lines.add(line.toString());
      line.setLength(0);
    } else {
      line.append(character);
    }
    return this;
  }

  /**
   * Waits until so many lines have been printed, for 10 seconds at most.
   *
   * @param count how many are expected
   * @return all that have been printed by now
   * @throws NotAsTold when fewer have been printed in time
   * @throws InterruptedException when this thread was interrupted
   */
  public List<String> await(int count) throws InterruptedException {
    return lines.await(count);
  }
}
