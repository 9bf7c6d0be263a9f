package dev.mongostreams.bench.report.page;

import java.util.List;
import java.util.Locale;

/**
 * A part of a report.
 *
 * @param title its heading
 * @param blocks from top to bottom
 */
record Section(String title, List<Block> blocks) {

  /** The title as the target of a link. */
  String id() {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
