package dev.mongostreams.bench.report.chart;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.report.chart.Chart.Kind;
import dev.mongostreams.bench.report.chart.Chart.Scale;
import dev.mongostreams.bench.report.chart.Chart.Series;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Two charts as files, for pages that run no script. */
public final class Pictures {
  private static final int WIDTH_PIXELS = 1_200;
  private static final int HEIGHT_PIXELS = 560;
  private static final int LEVEL_WAYS = 7;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

  /** Told apart by people who see no red or green, too. */
  private static final Color[] COLORS = {
    new Color(0x1f6fb2), new Color(0xd97706), new Color(0x7c3f98)
  };

  private Pictures() {}

  /**
   * Writes {@code drain.png} and {@code latency.png}, as far as they were measured.
   *
   * @return what was written
   */
  public static List<Path> write(Recording recording, Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    Optional<Chart> drain = Charts.bars(recording, "drain-1k", "rate");
    if (drain.isPresent()) {
      files.add(write("drain-1k", drain.get(), directory.resolve("drain.png")));
    }
    Optional<Chart> latency = Charts.points(recording, "latency-1000", "due");
    if (latency.isPresent()) {
      files.add(write("latency-1000", latency.get(), directory.resolve("latency.png")));
    }
    return files;
  }

  private static Path write(String scenario, Chart chart, Path file) throws IOException {
    // A chart without a window; the option has to be there before the first font is asked for.
    System.setProperty("java.awt.headless", "true");
    BufferedImage image =
        new BufferedImage(WIDTH_PIXELS, HEIGHT_PIXELS, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    drawn(scenario, chart).paint(pen, WIDTH_PIXELS, HEIGHT_PIXELS);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static CategoryChart drawn(String scenario, Chart chart) {
    boolean bars = chart.kind() == Kind.BARS;
    CategoryChart drawn =
        new CategoryChartBuilder().width(WIDTH_PIXELS).height(HEIGHT_PIXELS).build();
    drawn.setTitle(title(scenario, chart));
    CategoryStyler styler = drawn.getStyler();
    styler
        .setDefaultSeriesRenderStyle(
            bars ? CategorySeriesRenderStyle.Bar : CategorySeriesRenderStyle.Scatter)
        .setLabelsVisible(bars)
        .setOverlapped(!bars)
        .setLabelsPosition(0.9)
        .setAvailableSpaceFill(0.75)
        .setLabelsFont(FONT)
        .setLabelsFontColorAutomaticEnabled(true);
    styler
        .setYAxisLogarithmic(chart.scale() == Scale.LOGARITHMIC)
        .setXAxisLabelRotation(chart.ways().size() > LEVEL_WAYS ? 30 : 0)
        .setAxisTickLabelsFont(FONT)
        .setPlotGridVerticalLinesVisible(false)
        .setYAxisDecimalPattern(bars ? "#,##0" : "#,##0.###");
    styler
        .setChartTitleFont(FONT.deriveFont(Font.BOLD, 20f))
        .setLegendFont(FONT)
        .setLegendVisible(!bars)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setMarkerSize(12)
        .setSeriesColors(COLORS)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    chart.series().stream().limit(bars ? 1 : COLORS.length).forEach(one -> add(drawn, chart, one));
    return drawn;
  }

  private static String title(String scenario, Chart chart) {
    String scale = chart.scale() == Scale.LOGARITHMIC ? ", logarithmic scale" : "";
    return scenario + ": " + chart.title() + ", median" + scale;
  }

  /** A way of which nothing was measured has no place here. */
  private static void add(CategoryChart drawn, Chart chart, Series series) {
    List<String> ways = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int way = 0; way < chart.ways().size(); way++) {
      Optional<Double> value = series.values().get(way);
      if (value.isPresent()) {
        ways.add(chart.ways().get(way));
        values.add(value.get());
      }
    }
    if (!ways.isEmpty()) {
      drawn.addSeries(series.name(), ways, values);
    }
  }
}
