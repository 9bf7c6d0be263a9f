package dev.mongostreams.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TargetTest {
  @Command
  private static final class Asking {
    @Mixin private Target target = new Target();
  }

  private static Target target(String... typed) {
    return CommandLine.populateCommand(new Asking(), typed).target;
  }

  @Test
  void theConnectionStringIsTakenApartOnce() {
    Target target = target("--uri", "mongodb://localhost:1/shop?replicaSet=rs0");

    assertThat(target.uri()).isSameAs(target.uri());
    assertThat(target.database()).isEqualTo("shop");
  }

  @Test
  void whatIsNoConnectionStringIsNotRepeated() {
    Target target = target("--uri", "mongodb:/ann:s3cret@host");

    assertThatThrownBy(target::uri)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read the connection string: it must look like")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }
}
