package dev.mongostreams.testkit.docker;

import dev.mongostreams.testkit.way.Deployment;
import dev.mongostreams.testkit.way.Limited;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Plan;
import dev.mongostreams.testkit.way.Way;
import java.time.Duration;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.utility.DockerImageName;

/** Containers of an image that is on the engine, or that the engine can get. */
public final class DockerWay implements Way {
  private static final String DEFAULT_IMAGE = "mongo:8";
  private static final Duration CLIENT_LIMIT = Duration.ofSeconds(30);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Consumer<String> report;

  /**
   * Creates the way.
   *
   * @param report told when a pull starts, which may take minutes
   */
  public DockerWay(Consumer<String> report) {
    this.report = report;
  }

  @Override
  public String name() {
    return "Docker";
  }

  @Override
  public Deployment open(Plan plan) throws PassedOver {
    Engine engine = Engine.find();
    String image = image();
    boolean present = engine.has(image);
    if (!present) {
      engine.requireRegistryOf(image);
    }
    HelperImages.require(engine);
    String cure = "docker logs, and docker run " + image + " by hand";
    if (!present) {
      report.accept("rs0: pulling " + image);
      ImagePull.of(
          Limited.call(
              "connecting Testcontainers",
              CLIENT_LIMIT,
              cure,
              () -> DockerClientFactory.instance().client()),
          image);
    }
    return Limited.call("starting " + image, START_LIMIT, cure, () -> start(image, engine, plan));
  }

  // Between the choice of a port and its use, another process may take it: once more, then.
  private static Deployment start(String image, Engine engine, Plan plan) {
    try {
      return ContainerDeployment.start(image, engine, plan);
    } catch (ContainerLaunchException e) {
      return ContainerDeployment.start(image, engine, plan);
    }
  }

  private static String image() throws PassedOver {
    String image = System.getProperty("streams.mongo.image", "");
    if (image.isBlank()) {
      image = System.getenv().getOrDefault("MONGO_IMAGE", "");
    }
    if (image.isBlank()) {
      return DEFAULT_IMAGE;
    }
    try {
      DockerImageName.parse(image).assertValid();
      return image;
    } catch (IllegalArgumentException e) {
      throw new PassedOver(
          "the image name " + image + " is not a valid one", "correct MONGO_IMAGE", e);
    }
  }
}
