package dev.mongostreams.demo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:s%40cret@host:5433/aidb",
        "postgres://me:s%40cret@host:5433/aidb",
        "jdbc:postgresql://me:s%40cret@host:5433/aidb",
        "jdbc:postgresql://host:5433/aidb?user=me&password=s%40cret"
      })
  void readsWhoAndWhere(String text) {
    PostgresUrl url = PostgresUrl.parse(text);

    PGSimpleDataSource source = url.source();
    assertThat(source.getServerNames()).containsExactly("host");
    assertThat(source.getPortNumbers()).containsExactly(5433);
    assertThat(source.getDatabaseName()).isEqualTo("aidb");
    assertThat(source.getUser()).isEqualTo("me");
    assertThat(source.getPassword()).isEqualTo("s@cret");
    assertThat(url).hasToString("host:5433/aidb");
  }

  @Test
  void readsSeveralHostsAndOptions() {
    PostgresUrl url = PostgresUrl.parse("postgresql://a:1,[::1]:2/aidb?currentSchema=x&ssl=true");

    assertThat(url.source().getServerNames()).containsExactly("a", "[::1]");
    assertThat(url.source().getCurrentSchema()).isEqualTo("x");
    assertThat(url.source().getSsl()).isTrue();
  }

  @Test
  void takesTheHostAlone() {
    assertThat(PostgresUrl.parse("postgresql://localhost")).hasToString("localhost");
  }

  @Test
  void aPlusSignInAPasswordIsOne() {
    assertThat(PostgresUrl.parse("postgresql://me:a+b@h/d").source().getPassword())
        .isEqualTo("a+b");
  }

  @Test
  void namesAnotherSchemaAndKeepsTheRest() {
    PostgresUrl url =
        PostgresUrl.parse("postgresql://m%3Ae:s%40c+ret@host/aidb?currentSchema=a&ssl=true")
            .inSchema("b c");

    PGSimpleDataSource again = PostgresUrl.parse(url.withCredentials()).source();
    assertThat(again.getCurrentSchema()).isEqualTo("b c");
    assertThat(again.getSsl()).isTrue();
    assertThat(again.getUser()).isEqualTo("m:e");
    assertThat(again.getPassword()).isEqualTo("s@c+ret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "mongodb://me:secret@host/aidb",
        "postgresql:secret",
        "postgresql://me:secret@ho st/aidb",
        "postgresql://me:sec@ret@host/aidb",
        "postgresql://me:sec/secret@host/aidb",
        "postgresql://me:secret%zz@host/aidb",
        "postgresql://host:secret/aidb",
        "jdbc:postgresql://host/aidb@secret",
        "jdbc:postgresql://host/aidb?password=%zzsecret"
      })
  void refusesWhatIsMalformedAndRepeatsNothingOfIt(String text) {
    assertThatThrownBy(() -> PostgresUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "it must look like postgresql://user:password@localhost:5432/database or"
                + " jdbc:postgresql://localhost:5432/database?user=name; in a password write %40"
                + " for @.");
  }
}
