package dev.mongostreams.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of changes asks of Redis: perhaps a flush, then at most one act for each key, the
 * last one. For one thread.
 */
final class Acts {
  private final Map<String, Optional<String>> byKey = new LinkedHashMap<>();
  private Flush.@Nullable Cause flush;

  void delete(String key) {
    byKey.put(key, Optional.empty());
  }

  void rewrite(String key, String value) {
    byKey.put(key, Optional.of(value));
  }

  /** What was asked for before is part of it. */
  void flush(Flush.Cause cause) {
    byKey.clear();
    flush = cause;
  }

  /** Why to flush before anything else, or null. */
  Flush.@Nullable Cause flush() {
    return flush;
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  String[] deleted() {
    List<String> keys = new ArrayList<>();
    byKey.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            keys.add(key);
          }
        });
    return keys.toArray(String[]::new);
  }

  Map<String, String> rewritten() {
    Map<String, String> values = new LinkedHashMap<>();
    byKey.forEach((key, value) -> value.ifPresent(text -> values.put(key, text)));
    return values;
  }
}
