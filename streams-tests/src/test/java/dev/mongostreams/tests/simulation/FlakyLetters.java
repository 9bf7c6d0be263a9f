package dev.mongostreams.tests.simulation;

import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetterStore;
import java.util.Collection;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store of dead letters that fails now and then; the ledger has what it took. */
final class FlakyLetters implements DeadLetterStore {
  private final Random random;
  private final Ledger ledger;

  FlakyLetters(Random random, Ledger ledger) {
    this.random = random;
    this.ledger = ledger;
  }

  @Override
  public void write(DeadLetter letter) {
    if (random.nextInt(4) == 0) {
      throw new IllegalStateException("simulated");
    }
    ledger.putAway(letter);
  }

  @Override
  public void forEach(Consumer<? super DeadLetter> reader) {}

  @Override
  public @Nullable DeadLetter read(String id) {
    return null;
  }

  @Override
  public int delete(Collection<String> ids) {
    return 0;
  }
}
