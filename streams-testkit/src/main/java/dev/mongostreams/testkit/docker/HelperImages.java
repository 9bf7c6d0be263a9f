package dev.mongostreams.testkit.docker;

import dev.mongostreams.testkit.way.PassedOver;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The images Testcontainers wants beside the one it is asked for. Where they are not on the engine
 * it tries for minutes to pull them, unless it is told in the environment to do without.
 */
final class HelperImages {
  /** Ends containers after us; our watchdog does that too. */
  static final String RYUK = "testcontainers/ryuk:0.14.0";

  /** Finds the way out of a container that this JVM runs in. */
  static final String ALPINE = "alpine:3.17";

  private HelperImages() {}

  static void require(Engine engine) throws PassedOver {
    if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED")) && !engine.has(RYUK)) {
      throw missing(RYUK, "TESTCONTAINERS_RYUK_DISABLED=true");
    }
    if (System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null
        && Files.exists(Path.of("/.dockerenv"))
        && !engine.has(ALPINE)) {
      throw missing(ALPINE, "TESTCONTAINERS_HOST_OVERRIDE=localhost");
    }
  }

  private static PassedOver missing(String image, String setting) {
    return new PassedOver(
        "Testcontainers would have to pull " + image + " first",
        "set " + setting + " in the environment");
  }
}
