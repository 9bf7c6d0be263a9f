package dev.mongostreams.internal.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.internal.source.StreamSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** What a position of a stream belongs to, as far as the rights allow to know. */
final class Identity {
  private static final JsonWriterSettings JSON =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  /** So much of the digest as a reader can compare by eye. */
  private static final int DIGITS = 16;

  private Identity() {}

  static CheckpointIdentity of(MongoClient client, StreamSpec spec, String set) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("scope", spec.scope().toString());
    parts.put("pipeline", digest(spec));
    parts.put("documents", spec.fullDocument().getValue() + "/" + spec.beforeChange().getValue());
    if (!set.isEmpty()) {
      parts.put("replica set", set);
    }
    String setId = setId(client);
    if (setId != null) {
      parts.put("replica set id", setId);
    }
    return new CheckpointIdentity(parts);
  }

  /** The filters may hold data, so what is kept is a digest of them. */
  private static String digest(StreamSpec spec) {
    var stages = new BsonDocument("stages", new BsonArray(spec.stages()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(stages.toJson(JSON).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Two sets may have one name. Needs rights that a watcher has no other use for. */
  private static @Nullable String setId(MongoClient client) {
    try {
      Document config =
          client
              .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
              .withTimeout(3, TimeUnit.SECONDS)
              .getDatabase("admin")
              .runCommand(new Document("replSetGetConfig", 1))
              .get("config", new Document())
              .get("settings", new Document());
      ObjectId id = config.getObjectId("replicaSetId");
      return id == null ? null : id.toHexString();
    } catch (MongoException notAllowed) {
      return null;
    }
  }
}
