package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.demo.example.Ending;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Traffic;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the dashboard looks, and who can use it. Leaves pictures in {@code target/screenshots}. */
@ExtendWith({ChromiumExtension.class, Rs0Extension.class})
class DashboardLooksIT {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private final Browser browser;
  private final ExampleRun run;
  private final MongoClient client;
  private final Dashboard dashboard;
  private final Traffic traffic;

  DashboardLooksIT(Browser browser, ReplicaSet rs0) {
    this.browser = browser;
    run = new ExampleRun(rs0, 40, null, new Ending(), text -> {});
    client = MongoClients.create(run.uri());
    dashboard = Dashboard.open(client, run.database(), "127.0.0.1", 0);
    traffic = Traffic.start(run);
  }

  @AfterEach
  void close() {
    traffic.close();
    dashboard.close();
    client.getDatabase(run.database()).drop();
    client.close();
  }

  @ParameterizedTest
  @CsvSource({"phone, 390, 844", "tablet, 820, 1180", "wide, 1440, 900"})
  void fitsTheScreenInLightAndDark(String name, int width, int height) throws IOException {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      NewContextOptions screen =
          new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
      try (DashboardTab tab = DashboardTab.open(browser, dashboard.url(), screen)) {
        tab.awaitRows(60);
        tab.screenshot(name + "-" + scheme.name().toLowerCase(Locale.ROOT));

        assertThat(tab.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .as("nothing sticks out at %s px", width)
            .isEqualTo(true);
        assertThat(violations(tab.page())).isEmpty();
      }
    }
  }

  @Test
  void canBeUsedWithTheKeyboardAlone() {
    try (DashboardTab tab = DashboardTab.open(browser, dashboard.url())) {
      tab.awaitRows(60);
      List<String> order = new ArrayList<>();
      for (int stop = 0; stop < 7; stop++) {
        tab.page().keyboard().press("Tab");
        order.add(focused(tab.page()));
        assertThat(tab.page().evaluate("document.activeElement.matches(':focus-visible')"))
            .isEqualTo(true);
      }
      assertThat(order)
          .containsExactly("skip", "pause", "collection", "insert", "update", "replace", "delete");

      tab.page().keyboard().press("Space");
      assertThat(tab.page().locator("[value=delete]").isChecked()).isFalse();
      tab.button("Pause").focus();
      tab.page().keyboard().press("Enter");
      tab.awaitStatus("Paused");
      tab.page().keyboard().press("Enter");
      tab.awaitStatus("Live");
    }
  }

  @Test
  void saysToAScreenReaderWhatTheEyeSees() {
    try (DashboardTab tab = DashboardTab.open(browser, dashboard.url())) {
      tab.awaitRows(60);
      Locator table = tab.page().getByRole(AriaRole.TABLE, named("Changes as they arrive"));

      assertThat(table.getByRole(AriaRole.COLUMNHEADER).allTextContents())
          .containsExactly("Operation", "Collection", "Model", "Output", "Confidence", "Written");
      assertThat(tab.page().getByRole(AriaRole.GROUP, named("Operations")).count()).isOne();
      assertThat(tab.page().getByRole(AriaRole.COMBOBOX, named("Collection")).count()).isOne();
      assertThat(tab.page().locator("#said").getAttribute("aria-live")).isEqualTo("polite");
      tab.awaitText("#said", "Live");
      tab.awaitText("#rate-words", "changes per second");
      tab.awaitText("#latency-words", "99 of 100 within");
    }
  }

  @Test
  void movesNothingForWhoWantsNoMotion() {
    NewContextOptions still =
        new NewContextOptions()
            .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    try (DashboardTab tab = DashboardTab.open(browser, dashboard.url(), still)) {
      tab.awaitRows(60);

      assertThat(tab.page().evaluate("document.getAnimations().length")).isEqualTo(0);
    }
  }

  private static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(name);
  }

  private static String focused(Page page) {
    return (String)
        page.evaluate(
            "(({id, className, value}) => id || value || className)(document.activeElement)");
  }

  /** What the rules of WCAG 2.1 AA find, by id and place. */
  @SuppressWarnings("unchecked")
  private static List<String> violations(Page page) throws IOException {
    try (InputStream axe = DashboardLooksIT.class.getResourceAsStream(AXE)) {
      assertThat(axe).isNotNull();
      page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<String>)
        page.evaluate(
            "async () => (await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}))"
                + ".violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
  }
}
