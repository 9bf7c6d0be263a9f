package dev.mongostreams.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PageTest {
  private final StringWriter out = new StringWriter();
  private final Page page = new Page(new PrintWriter(out));

  @Test
  void breaksTextBetweenWordsAndIndentsWhatFollows() {
    String word = "x".repeat(39);

    page.wrapped(word + " " + word + " end", "  ");

    assertThat(out.toString().lines()).containsExactly(word + " " + word, "  end");
  }

  @Test
  void leavesAWordThatIsTooLongWhole() {
    String word = "x".repeat(200);

    page.wrapped("a " + word, "  ");

    assertThat(out.toString().lines()).containsExactly("a", "  " + word);
  }

  @Test
  void labelsTheFirstLineOfAnEntryAndAlignsTheRest() {
    page.entry("got", "one\ntwo");

    assertThat(out.toString().lines()).containsExactly("got     one", "        two");
  }
}
