package dev.mongostreams.internal.watch;

import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetterStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that keeps letters in memory, or fails. */
final class PlayedLetters implements DeadLetterStore {
  final List<DeadLetter> written = new ArrayList<>();
  @Nullable RuntimeException failure;

  @Override
  public void write(DeadLetter letter) {
    if (failure != null) {
      throw failure;
    }
    written.add(letter);
  }

  @Override
  public void forEach(Consumer<? super DeadLetter> reader) {
    written.forEach(reader);
  }

  @Override
  public @Nullable DeadLetter read(String id) {
    return null;
  }

  @Override
  public int delete(Collection<String> ids) {
    return 0;
  }
}
