package dev.mongostreams.tests.spec.format;

import java.util.Arrays;

/** A version of the server, as far as cases ask for it. */
public record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

  /** Reads one, two or three numbers; what is not said is 0. */
  public static ServerVersion parse(String text) {
    String numbers = text.replaceFirst("-.*", "");
    int[] parts = Arrays.stream(numbers.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    int[] three = Arrays.copyOf(parts, 3);
    return new ServerVersion(three[0], three[1], three[2]);
  }

  @Override
  public int compareTo(ServerVersion other) {
    return Arrays.compare(
        new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
  }
}
