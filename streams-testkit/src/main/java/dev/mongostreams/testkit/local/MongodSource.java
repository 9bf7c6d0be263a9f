package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import java.nio.file.Path;

/** A place a mongod may come from. */
interface MongodSource {

  /** Where it looks, for reports: {@code the PATH}. */
  String name();

  /** Returns a mongod, fetched if need be. */
  Path binary() throws PassedOver;
}
