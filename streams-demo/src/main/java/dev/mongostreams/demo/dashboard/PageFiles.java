package dev.mongostreams.demo.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the page, read once. No other file can be asked for. */
final class PageFiles {
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** One file. */
  record PageFile(String type, String text) {}

  private PageFiles() {}

  /** By the path a browser asks for. */
  static Map<String, PageFile> all() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    files.put("/", file("text/html", "/dashboard/index.html"));
    files.put("/icon.svg", file("image/svg+xml", "/dashboard/icon.svg"));
    files.put("/dashboard.css", file("text/css", "/dashboard/dashboard.css"));
    for (String script : new String[] {"main", "link", "rows", "charts", "latency", "words"}) {
      files.put("/" + script + ".js", file("text/javascript", "/dashboard/" + script + ".js"));
    }
    files.put("/uplot.css", file("text/css", CHARTS + "uPlot.min.css"));
    files.put("/uplot.js", file("text/javascript", CHARTS + "uPlot.esm.js"));
    return files;
  }

  private static PageFile file(String type, String resource) {
    try (InputStream source = PageFiles.class.getResourceAsStream(resource)) {
      if (source == null) {
        throw new IllegalStateException(
            "Cannot serve the dashboard: " + resource + " is not on the class path.");
      }
      return new PageFile(
          type + "; charset=utf-8", new String(source.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
