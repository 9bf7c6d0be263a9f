package dev.mongostreams.tests.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The modules share a root package: takes the classes of core alone, without its contracts. */
public final class OnlyCore implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return location.contains("streams-core") && !location.contains("-tests.jar");
  }
}
