package dev.mongostreams.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.feed.BrowserQueue.Taken;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {
  private static final int KEPT = 10;

  private final EventFeed feed = new EventFeed("aidb", KEPT);
  private final BrowserQueue browser = new BrowserQueue(1_000);

  @Test
  void givesANewBrowserWhatIsThereAndThenWhatComes() {
    append(1, 3);
    feed.joinRecent(browser);
    append(4, 5);

    assertThat(shown(browser.take(100))).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void givesANewBrowserTheNewestHundred() {
    EventFeed large = new EventFeed("aidb", 1_000);
    IntStream.rangeClosed(1, 250).forEach(number -> large.append(row(number)));

    large.joinRecent(browser);

    assertThat(shown(browser.take(1_000))).hasSize(100).startsWith("151").endsWith("250");
  }

  @Test
  void goesOnBehindWhatABrowserHasSeen() {
    feed.joinRecent(browser);
    append(1, 4);
    FeedPosition seen = position(browser.take(2));
    BrowserQueue again = new BrowserQueue(1_000);

    feed.resume(again, seen);
    append(5, 5);

    assertThat(feed.gave(seen)).isTrue();
    Taken taken = again.take(100);
    assertThat(shown(taken)).containsExactly("3", "4", "5");
    assertThat(taken.skipped()).isZero();
  }

  @Test
  void tellsHowManyAreNotKeptAnyMore() {
    append(1, 2);
    FeedPosition seen = feed.position(2, "2");
    append(3, 17);

    feed.resume(browser, seen);

    Taken taken = browser.take(100);
    assertThat(shown(taken)).hasSize(KEPT).startsWith("8").endsWith("17");
    assertThat(taken.skipped()).isEqualTo(5);
  }

  @Test
  void givesNothingTwiceToABrowserThatHasSeenAll() {
    append(1, 5);

    feed.resume(browser, feed.position(5, "5"));

    Taken taken = browser.take(100);
    assertThat(taken.rows()).isEmpty();
    assertThat(taken.number()).isEqualTo(5);
    assertThat(taken.token()).isEqualTo("5");
  }

  @Test
  void doesNotKnowAPositionOfAnotherFeedOrAnotherStream() {
    append(1, 5);
    FeedPosition other = new EventFeed("aidb", KEPT).position(2, "2");

    assertThat(feed.gave(other)).isFalse();
    assertThat(feed.follows(other)).isTrue();
    assertThat(feed.follows(new EventFeed("elsewhere", KEPT).position(2, "2"))).isFalse();
  }

  @Test
  void doesNotKnowAPositionThatIsYetToCome() {
    append(1, 5);

    assertThat(feed.gave(feed.position(6, "6"))).isFalse();
    assertThat(feed.gave(feed.position(-1, "6"))).isFalse();
  }

  @Test
  void knowsItsBeginningAndNothingBeforeIt() {
    feed.readTo("start");
    append(1, 5);

    assertThat(feed.gave(feed.position(0, "start"))).isTrue();
    assertThat(feed.gave(feed.position(0, "earlier"))).isFalse();
  }

  @Test
  void givesAPositionBeforeTheFirstChange() {
    feed.readTo("start");

    feed.joinRecent(browser);

    assertThat(browser.take(100).token()).isEqualTo("start");
  }

  @Test
  void givesEverythingToABrowserThatComesFromBefore() {
    append(1, 5);

    feed.joinBehind(browser, "earlier");
    append(6, 6);

    assertThat(shown(browser.take(100))).containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void givesNoChangeAgainThatAnEarlierFeedHasGiven() {
    append(1, 5);

    feed.joinBehind(browser, "2");

    assertThat(feed.holds("2")).isTrue();
    assertThat(shown(browser.take(100))).containsExactly("3", "4", "5");
  }

  @Test
  void tellsABrowserThatComesFromBeforeWhatIsNotKept() {
    append(1, 12);

    feed.joinBehind(browser, "earlier");

    Taken taken = browser.take(100);
    assertThat(shown(taken)).hasSize(KEPT).startsWith("3");
    assertThat(taken.skipped()).isEqualTo(2);
  }

  @Test
  void countsAChangeThatComesAgainAndLeavesItOut() {
    feed.joinRecent(browser);
    append(1, 3);
    append(3, 3);

    assertThat(feed.totals().changes()).isEqualTo(3);
    assertThat(feed.totals().repeated()).isEqualTo(1);
    assertThat(shown(browser.take(100))).containsExactly("1", "2", "3");
  }

  @Test
  void countsByKindAndByCollection() {
    feed.append(new FeedRow("a", "models", "insert", "{}"));
    feed.append(new FeedRow("b", "models", "delete", "{}"));
    feed.append(new FeedRow("c", "metrics", "insert", "{}"));

    assertThat(feed.totals().operations()).containsEntry("insert", 2L).containsEntry("delete", 1L);
    assertThat(feed.totals().collections())
        .containsEntry("models", 2L)
        .containsEntry("metrics", 1L);
  }

  @Test
  void remembersNoMoreThanAHundredCollections() {
    IntStream.range(0, 150)
        .forEach(number -> feed.append(new FeedRow("t" + number, "c" + number, "insert", "{}")));

    assertThat(feed.totals().collections()).hasSize(100);
    assertThat(feed.totals().changes()).isEqualTo(150);
  }

  @Test
  void givesNothingToABrowserThatHasLeft() {
    feed.joinRecent(browser);
    feed.leave(browser);
    append(1, 3);

    assertThat(browser.hasMore()).isFalse();
  }

  @Test
  void looksForWhatABrowserWantsBehindWhatItDoesNot() {
    feed.append(new FeedRow("a", "models", "delete", "wanted"));
    append(1, 5);
    browser.filter(new FeedFilter("", Set.of("delete")));

    feed.joinRecent(browser);

    Taken taken = browser.take(100);
    assertThat(shown(taken)).containsExactly("wanted");
    assertThat(taken.skipped()).isZero();
  }

  private void append(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(number -> feed.append(row(number)));
  }

  private FeedPosition position(Taken taken) {
    return feed.position(taken.number(), taken.token());
  }

  private static List<String> shown(Taken taken) {
    return taken.rows().stream().map(FeedRow::json).toList();
  }

  private static FeedRow row(int number) {
    return new FeedRow(String.valueOf(number), "predictions", "insert", String.valueOf(number));
  }
}
