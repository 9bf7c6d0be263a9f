package dev.mongostreams.demo.dashboard;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What the models behind version numbers are called: a prediction names its version only. Learns
 * from what is stored at the start, and from the changes. Any thread may use it.
 */
final class ModelNames {
  private static final int MOST = 10_000;

  private record Version(long model, String name) {}

  private final Map<Long, String> models = new ConcurrentHashMap<>();
  private final Map<Long, Version> versions = new ConcurrentHashMap<>();

  static ModelNames of(MongoDatabase database) {
    ModelNames names = new ModelNames();
    for (String collection : new String[] {"models", "versions"}) {
      database
          .getCollection(collection, BsonDocument.class)
          .find()
          .limit(MOST)
          .forEach(stored -> names.learn(collection, stored));
    }
    return names;
  }

  void learn(ChangeEvent change) {
    BsonDocument stored = change.document("fullDocument");
    if (stored != null) {
      learn(change.collection(), stored);
    }
  }

  /** The model's name and the version's; the number where no name is known. */
  String ofVersion(long id) {
    Version version = versions.get(id);
    if (version == null) {
      return "version " + id;
    }
    return models.getOrDefault(version.model(), "model " + version.model()) + " " + version.name();
  }

  private void learn(String collection, BsonDocument stored) {
    Long id = number(stored.get("id"));
    if (id == null || models.size() + versions.size() > MOST) {
      return;
    }
    if (collection.equals("models")) {
      models.put(id, text(stored.get("name")));
    } else if (collection.equals("versions")) {
      Long model = number(stored.get("model_id"));
      versions.put(id, new Version(model == null ? 0 : model, text(stored.get("version"))));
    }
  }

  static @Nullable Long number(@Nullable BsonValue value) {
    return value != null && value.isNumber() ? (Long) value.asNumber().longValue() : null;
  }

  private static String text(@Nullable BsonValue value) {
    return value != null && value.isString() ? value.asString().getValue() : "?";
  }
}
