package dev.mongostreams.testkit.local;

import de.flapdoodle.embed.mongo.distribution.Version;
import de.flapdoodle.embed.mongo.transitions.Mongod;
import de.flapdoodle.embed.mongo.types.DistributionBaseUrl;
import de.flapdoodle.embed.process.archives.ExtractedFileSet;
import de.flapdoodle.embed.process.config.DownloadConfig;
import de.flapdoodle.embed.process.config.TimeoutConfig;
import de.flapdoodle.embed.process.io.directories.PersistentDir;
import de.flapdoodle.embed.process.io.progress.ProgressListener;
import de.flapdoodle.embed.process.transitions.DownloadPackage;
import de.flapdoodle.reverse.StateID;
import de.flapdoodle.reverse.TransitionWalker.ReachedState;
import de.flapdoodle.reverse.transitions.Start;
import dev.mongostreams.testkit.way.Limited;
import dev.mongostreams.testkit.way.PassedOver;
import dev.mongostreams.testkit.way.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The server as MongoDB publishes it for this platform. Flapdoodle knows which archive that is,
 * downloads and unpacks it; running it is left to us.
 */
final class OfficialArchive implements MongodSource {
  static final URI PUBLISHED = URI.create("https://fastdl.mongodb.org");

  private static final Version.Main VERSION = Version.Main.V8_0;
  private static final Duration REACH_LIMIT = Duration.ofSeconds(5);
  private static final int SILENCE_LIMIT_MS = 30_000;
  private static final String CURE = "let this machine reach " + PUBLISHED.getHost();

  private final MongodCache cache;
  private final URI host;

  OfficialArchive(MongodCache cache, URI host) {
    this.cache = cache;
    this.host = host;
  }

  @Override
  public String name() {
    return "download";
  }

  @Override
  public Path binary() throws PassedOver {
    // A closed network is found out in no time; flapdoodle would ask the slow way, and twice.
    Limited.call("connecting to " + host, REACH_LIMIT, CURE, this::connect);
    return cache.get(VERSION.asInDownloadPath(), this::fetch);
  }

  private Boolean connect() throws IOException {
    int port = host.getPort() < 0 ? 443 : host.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(host.getHost(), port), Math.toIntExact(REACH_LIMIT.toMillis()));
      return true;
    }
  }

  private void fetch(Path folder) throws IOException, PassedOver {
    Path store = Files.createDirectory(folder.resolveSibling("store"));
    try (ReachedState<ExtractedFileSet> unpacked =
        transitions(store)
            .transitions(VERSION)
            .walker()
            .initState(StateID.of(ExtractedFileSet.class))) {
      Path program = folder.resolve(InstalledMongod.PROGRAM);
      Files.copy(unpacked.current().executable(), program);
      Folders.makeRunnable(program);
    } catch (RuntimeException e) {
      throw new PassedOver("the download failed: " + Text.oneLine(e), CURE, e);
    }
  }

  private Mongod transitions(Path store) {
    TimeoutConfig timeouts =
        TimeoutConfig.builder()
            .connectionTimeout(Math.toIntExact(REACH_LIMIT.toMillis()))
            .readTimeout(SILENCE_LIMIT_MS)
            .build();
    return Mongod.builder()
        .persistentBaseDir(Start.to(PersistentDir.class).initializedWith(PersistentDir.of(store)))
        .distributionBaseUrl(
            Start.to(DistributionBaseUrl.class)
                .initializedWith(DistributionBaseUrl.of(host.toString())))
        .downloadPackage(
            DownloadPackage.withDefaults()
                .withDownloadConfig(DownloadConfig.builder().timeoutConfig(timeouts).build()))
        .progressListener(Start.to(ProgressListener.class).initializedWith(new Quiet()))
        .build();
  }

  private static final class Quiet implements ProgressListener {
    @Override
    public void progress(String label, int percent) {}

    @Override
    public void done(String label) {}

    @Override
    public void start(String label) {}

    @Override
    public void info(String label, String message) {}
  }
}
