package dev.mongostreams.demo.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tab that shows the dashboard, and what went wrong in it. */
final class DashboardTab implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** A page is quick; a machine that is busy gets this long. */
  private static final double LIMIT_MS = 60_000;

  private final BrowserContext context;
  private final Page page;
  private final List<String> errors = new ArrayList<>();

  private DashboardTab(Browser browser, NewContextOptions options) {
    context = browser.newContext(options);
    page = context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          // A server that is away is no error of the page.
          if (message.type().equals("error") && !message.text().contains("WebSocket connection")) {
            errors.add(message.text());
          }
        });
  }

  static DashboardTab open(Browser browser, String url) {
    return open(browser, url, new NewContextOptions().setViewportSize(1440, 900));
  }

  static DashboardTab open(Browser browser, String url, NewContextOptions options) {
    DashboardTab tab = new DashboardTab(browser, options);
    tab.page.navigate(url);
    tab.awaitStatus("Live");
    return tab;
  }

  Page page() {
    return page;
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  void awaitStatus(String words) {
    assertThat(page.locator("#pill-text"))
        .hasText(words, new HasTextOptions().setTimeout(LIMIT_MS));
  }

  /** Waits until the list has so many rows. */
  void awaitRows(int count) {
    assertThat(rows()).hasCount(count, new HasCountOptions().setTimeout(LIMIT_MS));
  }

  /** Waits until a text stands in an element. */
  void awaitText(String selector, String text) {
    assertThat(page.locator(selector))
        .containsText(text, new ContainsTextOptions().setTimeout(LIMIT_MS));
  }

  Locator rows() {
    return page.locator("#rows > .row");
  }

  /** What the list shows as output, newest first. */
  List<String> outputs() {
    return page.locator("#rows .output").allTextContents();
  }

  /** The number that stands in an element. */
  long number(String selector) {
    String digits = page.locator(selector).textContent().replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  void screenshot(String name) {
    page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Closes the tab, unless something went wrong in it. */
  @Override
  public void close() {
    context.close();
    assertThat(errors).as("errors in the browser's console").isEmpty();
  }
}
