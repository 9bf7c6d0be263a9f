package dev.mongostreams.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  @Test
  void namesAreQuotedPartByPart() {
    assertThat(Identifier.quoted("models")).isEqualTo("\"models\"");
    assertThat(Identifier.quoted("ai.Models")).isEqualTo("\"ai\".\"Models\"");
    assertThat(Identifier.quotes("a.\"b\"; --")).isEqualTo("\"a.\"\"b\"\"; --\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a\u0000b"})
  void refusesWhatIsNoNameOfATable(String name) {
    assertThatThrownBy(() -> Identifier.table(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(": a name has 1 to 63 bytes, and no character NUL.");
  }

  @Test
  void refusesTwoDots() {
    assertThatThrownBy(() -> Identifier.table("a.b.c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot name a table \"a.b.c\": a name has at most one dot, behind the schema.");
  }

  @Test
  void refusesWhatPostgresWouldCut() {
    assertThat(Identifier.column("é".repeat(31))).hasSize(31);
    assertThatThrownBy(() -> Identifier.column("é".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot name a column \"éé");
  }
}
