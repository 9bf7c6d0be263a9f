package dev.mongostreams.cli.doctor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server's version allows. */
final class ServerVersion implements Check {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  @Override
  public String name() {
    return "version";
  }

  @Override
  public String right() {
    return "no right at all";
  }

  @Override
  public List<Finding> look(Patient patient) {
    return List.of(judge(patient.streams().server().version()));
  }

  static Finding judge(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      return Finding.unknown(
          "version", "the server calls itself " + version, "See what it can do in its manual.");
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    int patch = Integer.parseInt(numbers.group(3));
    List<String> missing = new ArrayList<>();
    if (major < 6) {
      missing.add("no images of documents before and after a change (6.0)");
      missing.add("no expanded events (6.0)");
    }
    // 6.1 to 6.3 came before 6.0.9 and never learned it.
    if (major < 6 || (major == 6 && (minor > 0 || patch < 9))) {
      missing.add("events of more than 16 MB cannot be split (6.0.9, 7.0)");
    }
    return missing.isEmpty()
        ? Finding.ok(
            "version",
            "MongoDB " + version + ": splits large events, has expanded events and images")
        : Finding.warning(
            "version",
            "MongoDB " + version + ": " + String.join(", ", missing),
            "Upgrade to MongoDB 7.0 or later.");
  }
}
