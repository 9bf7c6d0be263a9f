package dev.mongostreams.tests.spec.format;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** The servers that a file or a case is meant for: any one of several descriptions. */
public record Requirements(List<BsonDocument> alternatives) {

  public static Requirements of(BsonDocument owner) {
    return new Requirements(
        owner.getArray("runOnRequirements", new BsonArray()).stream()
            .map(BsonValue::asDocument)
            .toList());
  }

  public boolean metBy(ServerVersion version, String topology) {
    return alternatives.isEmpty()
        || alternatives.stream().anyMatch(one -> met(one, version, topology));
  }

  private static boolean met(BsonDocument requirement, ServerVersion version, String topology) {
    return requirement.entrySet().stream()
        .allMatch(entry -> met(entry.getKey(), entry.getValue(), version, topology));
  }

  private static boolean met(String key, BsonValue value, ServerVersion version, String topology) {
    return switch (key) {
      case "minServerVersion" -> version.compareTo(parsed(value)) >= 0;
      case "maxServerVersion" -> version.compareTo(parsed(value)) <= 0;
      case "topologies" -> value.asArray().contains(new BsonString(topology));
      // No server of ours is serverless.
      case "serverless" -> !value.asString().getValue().equals("require");
      default -> throw new AssertionError("Unknown requirement: " + key);
    };
  }

  private static ServerVersion parsed(BsonValue value) {
    return ServerVersion.parse(value.asString().getValue());
  }
}
