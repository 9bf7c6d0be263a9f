package dev.mongostreams.internal.bson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A part of an event that is too large for one document. The server cuts between fields of the top
 * level, so that joining is putting them one behind the other.
 *
 * @param event the part, with a position of its own
 * @param number from 1
 * @param of how many there are
 */
public record Fragment(RawChangeEvent event, int number, int of) {
  private static final String SPLIT_EVENT = "splitEvent";
  private static final byte[] SPLIT = SPLIT_EVENT.getBytes(US_ASCII);
  private static final byte[] ID = "_id".getBytes(US_ASCII);

  /** A length and the zero byte at the end. */
  private static final int EMPTY_BYTES = 5;

  /** Takes an event for what it says it is; null when it is whole. */
  public static @Nullable Fragment of(ChangeEvent event) {
    return event instanceof RawChangeEvent raw
            && raw.value(SPLIT_EVENT) instanceof BsonDocument place
            && place.isInt32("fragment")
            && place.isInt32("of")
        ? new Fragment(raw, place.getInt32("fragment").getValue(), place.getInt32("of").getValue())
        : null;
  }

  /** Tells whether the event is complete with it. */
  public boolean last() {
    return number == of;
  }

  /** How large it is. */
  public int bytes() {
    return event.length();
  }

  /**
   * Puts all parts of an event together, at the position of the last one. The whole may be larger
   * than what the server takes for a document; nothing in it is.
   */
  public static ChangeEvent joined(List<Fragment> parts) {
    RawChangeEvent last = parts.get(parts.size() - 1).event;
    int length = EMPTY_BYTES + copy(last, true, null, 0);
    for (Fragment part : parts) {
      length += copy(part.event, false, null, 0);
    }
    byte[] whole = new byte[length];
    Elements.putInt(whole, 0, length);
    int at = Integer.BYTES;
    at += copy(last, true, whole, at);
    for (Fragment part : parts) {
      at += copy(part.event, false, whole, at);
    }
    return new RawChangeEvent(whole, 0, last.codecs());
  }

  /** Copies the position of a part, or all that is the event's own; returns how many bytes. */
  private static int copy(RawChangeEvent part, boolean position, byte @Nullable [] into, int at) {
    int length = 0;
    Elements elements = part.elements();
    while (elements.next()) {
      boolean wanted = position ? elements.nameIs(ID) : ownField(elements);
      if (wanted) {
        int size = elements.valueEnd() - elements.elementAt();
        if (into != null) {
          part.copy(elements.elementAt(), size, into, at + length);
        }
        length += size;
      }
    }
    return length;
  }

  private static boolean ownField(Elements element) {
    return !element.nameIs(ID) && !element.nameIs(SPLIT);
  }
}
