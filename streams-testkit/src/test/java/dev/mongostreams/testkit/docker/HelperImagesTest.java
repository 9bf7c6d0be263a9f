package dev.mongostreams.testkit.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

final class HelperImagesTest {
  @Test
  void areTheOnesThatThisTestcontainersWants() throws IOException {
    assertThat(constantsOf("utility/RyukContainer.class")).contains(HelperImages.RYUK);
    assertThat(constantsOf("DockerClientFactory.class")).contains(HelperImages.ALPINE);
  }

  private static String constantsOf(String file) throws IOException {
    try (InputStream in = DockerClientFactory.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
