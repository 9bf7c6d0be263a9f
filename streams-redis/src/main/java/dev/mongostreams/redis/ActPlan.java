package dev.mongostreams.redis;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns changes into what is to be done in Redis. For any thread, as the user's functions are. */
final class ActPlan {
  private final OwnedKeys owned;
  private final Function<ChangeEvent, Set<String>> keys;
  private final @Nullable Function<ChangeEvent, Optional<String>> value;

  /**
   * Makes a plan.
   *
   * @param value what to store in place of deleting, or null
   */
  ActPlan(
      OwnedKeys owned,
      Function<ChangeEvent, Set<String>> keys,
      @Nullable Function<ChangeEvent, Optional<String>> value) {
    this.owned = owned;
    this.keys = keys;
    this.value = value;
  }

  boolean rewrites() {
    return value != null;
  }

  Acts acts(List<ChangeEvent> changes) {
    Acts acts = new Acts();
    for (ChangeEvent change : changes) {
      switch (change.operation()) {
        case INSERT, UPDATE, REPLACE, DELETE -> document(change, acts);
        case DROP, RENAME, DROP_DATABASE, INVALIDATE -> acts.flush(Flush.Cause.DROPPED);
        case OTHER -> acts.flush(Flush.Cause.KEY_UNKNOWN);
        default -> {
          // Indexes and options of a collection are not cached.
        }
      }
    }
    return acts;
  }

  private void document(ChangeEvent change, Acts acts) {
    Set<String> concerned = keys.apply(change);
    if (concerned.isEmpty()) {
      acts.flush(Flush.Cause.KEY_UNKNOWN);
    }
    concerned.forEach(owned::refuseForeign);
    Optional<String> text = concerned.size() == 1 ? value(change) : Optional.empty();
    for (String key : concerned) {
      text.ifPresentOrElse(now -> acts.rewrite(key, now), () -> acts.delete(key));
    }
  }

  private Optional<String> value(ChangeEvent change) {
    return value == null || change.operation() == Operation.DELETE
        ? Optional.empty()
        : value.apply(change);
  }
}
