package dev.mongostreams.cli.output;

import java.util.Map;

/**
 * What stdout is able to show.
 *
 * @param width characters of a line
 * @param colour true when it understands colours
 */
public record Terminal(int width, boolean colour) {
  private static final int USUAL_WIDTH = 120;
  private static final int LEAST_WIDTH = 40;

  /**
   * The terminal of this process.
   *
   * @param environment its variables
   * @param colour true when it understands colours
   * @return the terminal
   */
  public static Terminal detect(Map<String, String> environment, boolean colour) {
    String columns = environment.getOrDefault("COLUMNS", "");
    int width = columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    return new Terminal(Math.max(LEAST_WIDTH, width), colour);
  }
}
