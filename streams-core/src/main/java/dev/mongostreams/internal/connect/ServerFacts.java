package dev.mongostreams.internal.connect;

import dev.mongostreams.ChangeStreams;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * What a server says of itself, asked for once.
 *
 * @param server for the user
 * @param labelsErrors true from MongoDB 4.4 on: failed cursors carry labels
 * @param splitsEvents true from MongoDB 6.0.9 on: large events may be sent in fragments
 */
record ServerFacts(ChangeStreams.Server server, boolean labelsErrors, boolean splitsEvents) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  static ServerFacts of(Document hello, Document build) {
    String version = Objects.requireNonNullElse(build.getString("version"), "unknown");
    String setName = Objects.requireNonNullElse(hello.getString("setName"), "");
    // Wire version 9 is MongoDB 4.4.
    boolean labels = hello.getInteger("maxWireVersion", 0) >= 9;
    return new ServerFacts(new ChangeStreams.Server(setName, version), labels, splits(version));
  }

  /** 6.1 to 6.3 came before 6.0.9 and never learned it. */
  private static boolean splits(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      return false;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    int patch = Integer.parseInt(numbers.group(3));
    return major >= 7 || (major == 6 && minor == 0 && patch >= 9);
  }
}
