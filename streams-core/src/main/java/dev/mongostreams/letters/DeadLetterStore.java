package dev.mongostreams.letters;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dead letters until they are deleted. Usable by any thread.
 *
 * <p>Each method may block, and throws {@link dev.mongostreams.failure.DeadLetterFailedException}
 * when the store cannot do what it is asked; nothing that was there before is lost by that.
 */
public interface DeadLetterStore {

  /**
   * Writes a letter. On return it outlives a crash, as far as the store can promise. A letter whose
   * {@linkplain DeadLetter#id() id} is there already, as after a crash, is left as it is.
   *
   * @param letter what to keep
   */
  void write(DeadLetter letter);

  /**
   * Goes through all letters, oldest first, one in memory at a time.
   *
   * @param reader called for each letter, in this thread
   */
  void forEach(Consumer<? super DeadLetter> reader);

  /**
   * Reads one letter.
   *
   * @param id of the letter
   * @return the letter, or null when there is none
   */
  @Nullable DeadLetter read(String id);

  /**
   * Deletes letters for good.
   *
   * @param ids of letters; one that is not there is no mistake
   * @return how many were there
   */
  int delete(Collection<String> ids);
}
