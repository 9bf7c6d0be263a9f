package dev.mongostreams.demo.ai;

import java.util.Map;
import java.util.TreeMap;

/** How an AI database can be stored. */
interface Backend {

  AiDatabase open(String connectionString);

  static Backend named(String name) {
    Map<String, Backend> known =
        new TreeMap<>(
            Map.of("mongodb", MongoAiDatabase::open, "postgresql", PostgresAiDatabase::open));
    Backend backend = known.get(name);
    if (backend == null) {
      throw new IllegalArgumentException(
          "Cannot open an AI database: \""
              + name
              + "\" is not a known backend. The known ones are: "
              + String.join(", ", known.keySet())
              + ".");
    }
    return backend;
  }
}
