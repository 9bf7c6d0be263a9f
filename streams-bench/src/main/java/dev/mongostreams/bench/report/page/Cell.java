package dev.mongostreams.bench.report.page;

/**
 * What stands in one place of a table.
 *
 * @param text what matters
 * @param detail what stands smaller behind it, or an empty text
 * @param tone how it is set
 */
record Cell(String text, String detail, Tone tone) {

  /** How a cell is set; what it means stands in its text, too. */
  enum Tone {
    TEXT,
    NUMBER,
    GOOD,
    FAIR,
    BAD,
    ABSENT
  }

  static Cell text(String text) {
    return new Cell(text, "", Tone.TEXT);
  }

  static Cell number(String text) {
    return number(text, "");
  }

  static Cell number(String text, String detail) {
    return new Cell(text, detail, Tone.NUMBER);
  }

  static Cell absent() {
    return new Cell("-", "", Tone.ABSENT);
  }
}
