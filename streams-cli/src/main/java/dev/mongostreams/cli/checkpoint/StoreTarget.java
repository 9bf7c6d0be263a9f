package dev.mongostreams.cli.checkpoint;

import dev.mongostreams.cli.connect.Access;
import picocli.CommandLine.Mixin;

/** Says which store, and how its server is reached, for commands that ask no other one. */
final class StoreTarget {
  @Mixin private StoreOption store = new StoreOption();

  @Mixin private Access access = new Access();

  OpenStore open() {
    return store.open(access);
  }

  /** Opens another one, which is reached in the same way. */
  OpenStore open(StoreLocation other) {
    return OpenStore.at(other, access);
  }
}
