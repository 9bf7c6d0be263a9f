package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionTextTest {
  @ParameterizedTest
  @CsvSource({
    "mongodb://a:1,mongodb://a:1/x",
    "mongodb://a:1/,mongodb://a:1/x",
    "mongodb://a:1/y,mongodb://a:1/x",
    "'mongodb://a:1,b:2/?replicaSet=rs0','mongodb://a:1,b:2/x?replicaSet=rs0'",
    "mongodb://a:1/y?replicaSet=rs0,mongodb://a:1/x?replicaSet=rs0",
    "mongodb://u:p@a:1/y?replicaSet=rs0,mongodb://u:p@a:1/x?replicaSet=rs0&authSource=y",
    "mongodb://u:p@a:1/?replicaSet=rs0,mongodb://u:p@a:1/x?replicaSet=rs0&authSource=admin",
    "mongodb://u:p@a:1,mongodb://u:p@a:1/x?authSource=admin",
    "mongodb://u:p@a:1/y?authSource=z,mongodb://u:p@a:1/x?authSource=z"
  })
  void changesTheDatabaseAndKeepsWhereTheUserIsKnown(String before, String after) {
    assertThat(ConnectionText.withDatabase(before, "x")).isEqualTo(after);
    ConnectionString old = new ConnectionString(before);
    ConnectionString changed = new ConnectionString(after);
    assertThat(changed.getDatabase()).isEqualTo("x");
    if (old.getCredential() != null) {
      assertThat(Objects.requireNonNull(changed.getCredential()).getSource())
          .isEqualTo(old.getCredential().getSource());
    }
  }
}
