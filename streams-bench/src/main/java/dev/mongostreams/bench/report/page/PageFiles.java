package dev.mongostreams.bench.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What is copied into each page: it has to open from a file, without a network. */
final class PageFiles {
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/";

  private PageFiles() {}

  static String style() {
    return text(CHARTS + "dist/uPlot.min.css").strip() + "\n" + text("page.css");
  }

  static String script() {
    return "/*\n"
        + text(CHARTS + "LICENSE").strip()
        + "\n*/\n"
        + text(CHARTS + "dist/uPlot.iife.min.js").strip()
        + "\n"
        + text("page.js");
  }

  private static String text(String name) {
    try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
