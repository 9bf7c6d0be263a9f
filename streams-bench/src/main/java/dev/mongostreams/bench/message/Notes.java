package dev.mongostreams.bench.message;

/** Takes what one or several listeners hear. */
interface Notes {

  /** A listener misses nothing from now on. */
  void ready();

  /** A message came, all of ASCII. */
  void message(String text);

  /** The digits that a text begins with: what is behind them fills the message. */
  static int number(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return Integer.parseInt(text, 0, end, 10);
  }
}
