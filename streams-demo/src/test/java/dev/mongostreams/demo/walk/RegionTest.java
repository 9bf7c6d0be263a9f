package dev.mongostreams.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegionTest {
  @Test
  void movesItsLinesToTheLeftMargin() {
    String source =
        """
        class Sample {
            // region body
            if (ready) {
              go();

            }
            // endregion
        }
        """;

    Region region = Region.of(source, "Sample.java", "body");

    assertThat(region.lines()).containsExactly("if (ready) {", "  go();", "", "}");
  }

  @Test
  void findsOneAmongSeveral() {
    String source =
        """
        // region one
        first();
        // endregion
        // region two
        second();
        // endregion
        """;

    assertThat(Region.of(source, "Sample.java", "two").lines()).containsExactly("second();");
  }

  @Test
  void refusesANameThatIsNotThere() {
    assertThatThrownBy(() -> Region.of("// region body\nx\n// endregion", "Sample.java", "bod"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot show region bod of Sample.java: there is no line \"// region bod\".");
  }

  @Test
  void refusesARegionWithoutAnEnd() {
    assertThatThrownBy(() -> Region.of("// region body\nx();", "Sample.java", "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot show region body of Sample.java: it has no line \"// endregion\".");
  }

  @Test
  void refusesARegionInARegion() {
    assertThatThrownBy(
            () -> Region.of("// region body\n// region inner\n// endregion", "Sample.java", "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot show region body of Sample.java: another region starts in it.");
  }

  @Test
  void refusesAnEmptyRegion() {
    assertThatThrownBy(() -> Region.of("// region body\n\n// endregion", "Sample.java", "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot show region body of Sample.java: it is empty.");
  }

  @Test
  void refusesAClassWithoutItsSource() {
    assertThatThrownBy(() -> Region.of(RegionTest.class, "body"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot show region body of RegionTest.java: the source is not on the class path.");
  }
}
