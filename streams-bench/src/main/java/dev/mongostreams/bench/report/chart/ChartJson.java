package dev.mongostreams.bench.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/** A chart as the page's script reads it. */
public final class ChartJson {
  private static final MathContext DIGITS = new MathContext(5);
  private static final JsonWriterSettings PLAIN =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private ChartJson() {}

  /** Writes it. */
  public static String write(Chart chart) {
    List<Document> series =
        chart.series().stream()
            .map(
                one ->
                    new Document("name", one.name())
                        .append("values", one.values().stream().map(ChartJson::rounded).toList()))
            .toList();
    return new Document("kind", chart.kind().name().toLowerCase(Locale.ROOT))
        .append("scale", chart.scale().name().toLowerCase(Locale.ROOT))
        .append("unit", chart.unit())
        .append("ways", chart.ways())
        .append("series", series)
        .toJson(PLAIN);
  }

  private static @Nullable Double rounded(Optional<Double> value) {
    return value.map(raw -> new BigDecimal(raw).round(DIGITS).doubleValue()).orElse(null);
  }
}
