package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.Gap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of one lane, of one delivery after the other, taken together: what has come in several
 * small replies while a handler of batches was busy. No event is added to it.
 */
final class Sheaf extends Stretch {
  private final List<Stretch> parts;

  private Sheaf(List<Stretch> parts, int size) {
    super(parts.get(0), size);
    this.parts = parts;
  }

  /** Binds stretches; one alone stays what it is. */
  static Stretch of(List<Stretch> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : new Sheaf(parts, parts.stream().mapToInt(Stretch::size).sum());
  }

  @Override
  public @Nullable Gap gap() {
    return null;
  }

  @Override
  public @Nullable Throwable unread() {
    return null;
  }

  @Override
  public ChangeEvent event(int place) {
    int left = place;
    int part = 0;
    while (left >= parts.get(part).size()) {
      left -= parts.get(part++).size();
    }
    return parts.get(part).event(left);
  }

  @Override
  public StartPosition behind(int place) {
    int left = place;
    int part = 0;
    while (left > parts.get(part).size()) {
      left -= parts.get(part++).size();
    }
    return parts.get(part).behind(left);
  }

  @Override
  boolean joins() {
    return false;
  }

  @Override
  boolean grows(Delivery of) {
    return false;
  }

  @Override
  void taken() {
    parts.forEach(Stretch::taken);
  }

  @Override
  void returned() {
    parts.forEach(Stretch::returned);
  }

  @Override
  void mark() {
    int left = done();
    for (Stretch part : parts) {
      part.doneUpTo(Math.min(left, part.size()));
      part.mark();
      left -= Math.min(left, part.size());
    }
  }
}
