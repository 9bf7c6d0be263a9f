package dev.mongostreams.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "streams " + Objects.requireNonNullElse(built, "(not packaged)"),
      "Java " + System.getProperty("java.version")
    };
  }
}
