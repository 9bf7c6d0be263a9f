package dev.mongostreams.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:27017",
        "http://u:s3cr3t@localhost",
        "mongodb://",
        "mongodb://u:s3cr3t@x@localhost/aidb",
        "mongodb://u:s3cr3t/x@localhost/aidb",
        "mongodb://u:%zz@localhost/aidb",
        "mongodb://u:s3cr3t@localhost:99999",
        "mongodb://u:s3cr3t@localhost:0x10/s3cr3t",
        "mongodb://u:s3cr3t@localhost/?readPreference=s3cr3t",
        "mongodb://u:s3cr3t@a,b/?directConnection=true",
        "mongodb+srv://u:s3cr3t@a,b/",
        "mongodb+srv://u:s3cr3t@a.b.c:27017/"
      })
  void aMalformedConnectionStringIsRefusedWithoutRepeatingIt(String uri) {
    assertThatThrownBy(() -> Connection.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage(
            "Cannot read the connection string: it must look like"
                + " mongodb://host:27017/database?replicaSet=rs0, with special characters of user"
                + " and password percent-encoded.");
  }

  @Test
  void takesAWellFormedOne() {
    assertThat(Connection.parse("mongodb://u:p%40ss@a:1,b:2/aidb?replicaSet=rs0").getHosts())
        .containsExactly("a:1", "b:2");
  }
}
