package dev.mongostreams.demo.ai;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How an AI database can be stored. */
enum Backend {
  MONGODB(MongoAiDatabase::open);

  private final Function<String, AiDatabase> opener;

  Backend(Function<String, AiDatabase> opener) {
    this.opener = opener;
  }

  AiDatabase open(String connectionString) {
    return opener.apply(connectionString);
  }

  static Backend named(String name) {
    return Arrays.stream(values())
        .filter(backend -> backend.text().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return "Cannot open an AI database: \""
        + name
        + "\" is not a known backend. The known ones are: "
        + Arrays.stream(values()).map(Backend::text).collect(Collectors.joining(", "))
        + ".";
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
