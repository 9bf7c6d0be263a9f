package dev.mongostreams.demo;

import java.util.Objects;

public final class SharedRs0 {
  public static String uri() {
    return Objects.requireNonNull(System.getProperty("streams.rs0.uri"));
  }
}
