package dev.mongostreams.cli.checkpoint;

import dev.mongostreams.cli.connect.Access;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which store, for each command that needs one. */
public final class StoreOption {
  @Option(
      names = "--checkpoint-store",
      paramLabel = "DIR|URI",
      converter = StoreLocation.Converter.class,
      description =
          "Where checkpoints are kept: a directory, or mongodb://host/db.collection. Default:"
              + " mongo-streams/checkpoints in $XDG_STATE_HOME, else in ~/.local/state (Windows:"
              + " %%LOCALAPPDATA%%)")
  private @Nullable StoreLocation location;

  /**
   * Opens the store. A server is not asked before the store is.
   *
   * @param access how a server is reached
   * @return the store; close it when done
   * @throws IllegalArgumentException when a file of a password or of certificates is of no use
   */
  public OpenStore open(Access access) {
    return OpenStore.at(
        location == null
            ? StoreLocation.ofUser(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "")))
            : location,
        access);
  }
}
