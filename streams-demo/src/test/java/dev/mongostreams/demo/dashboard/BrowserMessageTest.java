package dev.mongostreams.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.demo.dashboard.BrowserMessage.Hello;
import dev.mongostreams.demo.dashboard.BrowserMessage.Painted;
import dev.mongostreams.demo.dashboard.BrowserMessage.Times;
import dev.mongostreams.demo.feed.FeedFilter;
import dev.mongostreams.demo.feed.FeedPosition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserMessageTest {
  @Test
  void readsAHelloOfABrowserThatHasSeenSomething() {
    assertThat(
            BrowserMessage.parse(
                "{\"kind\":\"hello\",\"collection\":\"models\",\"operations\":[\"insert\"],"
                    + "\"seen\":{\"stream\":\"aidb\",\"feed\":\"f\",\"number\":7,\"token\":\"82\"}}"))
        .isEqualTo(
            new Hello(
                new FeedPosition("aidb", "f", 7, "82"),
                new FeedFilter("models", Set.of("insert"))));
  }

  @Test
  void readsAHelloOfANewBrowser() {
    assertThat(BrowserMessage.parse("{\"kind\":\"hello\",\"collection\":\"\",\"operations\":[]}"))
        .isEqualTo(new Hello(null, FeedFilter.ALL));
  }

  @Test
  void readsWhatWasMeasured() {
    assertThat(BrowserMessage.parse("{\"kind\":\"painted\",\"times\":[[12,3],[40,1]]}"))
        .isEqualTo(new Painted(List.of(new Times(12, 3), new Times(40, 1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"kind\": 1}",
        "{\"kind\": \"no such kind\"}",
        "{\"kind\": \"got\"}",
        "{\"kind\": \"got\", \"frame\": \"one\"}",
        "{\"kind\": \"hello\", \"collection\": \"\"}",
        "{\"kind\": \"choose\", \"collection\": \"\", \"operations\": [1]}",
        "{\"kind\": \"painted\", \"times\": [[1]]}",
        "{\"kind\": \"painted\", \"times\": [1]}",
        "{\"kind\": \"hello\", \"collection\": \"\", \"operations\": [], \"seen\": {}}",
        "{\"kind\": {\"$oid\": \"not an id\"}}",
        "{\"kind\": \"got\", \"frame\":",
      })
  void refusesWhatNoPageOfOursSends(String text) {
    assertThatThrownBy(() -> BrowserMessage.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read");
  }
}
