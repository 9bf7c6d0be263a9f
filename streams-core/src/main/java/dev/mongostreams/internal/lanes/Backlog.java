package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.handler.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a consumer that pulls, and what it has in hand, both in the order of the stream.
 * No more events wait than there is space for: what becomes of the others is the user's choice. A
 * pure structure: whoever owns it holds the lock.
 *
 * <p>All that was given out and finished is below the floor: whatever came before it was given out
 * before, or dropped, or nobody had asked for it.
 */
public final class Backlog {
  private final int capacity;
  private final Overflow overflow;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Deque<Given> inHand = new ArrayDeque<>();

  /** Events among what waits; the others are gaps, which take no space and are never dropped. */
  private int size;

  private long dropped;

  /** How many places have ever been given out, and how many may be. */
  private long givenOut;

  private long allowed;
  private long finished;

  /** An event of a delivery, or a gap. */
  public record Place(Delivery delivery, int index) {

    /** The gap that is here instead of an event, or null. */
    public @Nullable Gap gap() {
      return delivery.batch() instanceof GapBatch batch ? batch.gap() : null;
    }

    /** The event, made anew each time. */
    public ChangeEvent event() {
      return delivery.batch().event(index);
    }

    private void finish() {
      delivery.finish(index);
    }
  }

  /** What is in the consumer's hand; counted as that kind, or not at all. */
  private record Given(Place place, @Nullable Operation counted) {}

  /** Makes one in which nothing waits. */
  public Backlog(int capacity, Overflow overflow) {
    this.capacity = capacity;
    this.overflow = overflow;
  }

  /**
   * Appends what somebody asked for; the rest of the delivery is finished.
   *
   * @return false when there is not enough space, and that is to be the end
   */
  public boolean add(Delivery delivery) {
    List<Place> fresh = wanted(delivery);
    int events = delivery.batch() instanceof GapBatch ? 0 : fresh.size();
    if (overflow == Overflow.FAIL && size + events > capacity) {
      return false;
    }
    waiting.addAll(fresh);
    size += events;
    while (drops() && size > capacity) {
      drop();
    }
    return true;
  }

  private static List<Place> wanted(Delivery delivery) {
    List<Place> places = new ArrayList<>();
    Routes routes = delivery.routes();
    for (int i = 0; i < delivery.batch().size(); i++) {
      if (routes != null && routes.of(i) == Routes.NOBODY) {
        delivery.finish(i);
      } else {
        places.add(new Place(delivery, i));
      }
    }
    delivery.distributedTo(delivery.batch().size());
    return places;
  }

  private boolean drops() {
    return overflow == Overflow.DROP_OLDEST || overflow == Overflow.DROP_NEWEST;
  }

  /** Drops one event, and returns how many bytes it took. */
  private long drop() {
    boolean oldest = overflow == Overflow.DROP_OLDEST;
    Iterator<Place> places = oldest ? waiting.iterator() : waiting.descendingIterator();
    Place place = places.next();
    while (place.gap() != null) {
      place = places.next();
    }
    places.remove();
    size--;
    dropped++;
    long bytes = Remainder.bytes(place.event());
    place.finish();
    return bytes;
  }

  /**
   * Drops events until so many bytes are free, or none waits. One that has all to itself is not
   * dropped, however large it is: it would never be handed out.
   *
   * @return false when nothing was dropped
   */
  public boolean drop(long bytes) {
    long free = 0;
    while (free < bytes && drops() && size > (inHand.isEmpty() ? 1 : 0)) {
      free += drop();
    }
    return free > 0;
  }

  /** Lets so many places be given out in all. */
  public void allow(long places) {
    allowed = places;
  }

  /** The next place to give out, or null when there is none, or none more is allowed. */
  public @Nullable Place head() {
    return givenOut < allowed ? waiting.peek() : null;
  }

  /**
   * Gives the next place out.
   *
   * @param counted the kind that it counts as, or null when it does not count
   */
  public void give(@Nullable Operation counted) {
    Place place = waiting.remove();
    size -= place.gap() == null ? 1 : 0;
    inHand.add(new Given(place, counted));
    givenOut++;
  }

  /**
   * All that has been given out is finished.
   *
   * @param counter is told the kind of each event that counts
   * @return the newest gap among it, or null
   */
  public @Nullable Gap finish(Consumer<Operation> counter) {
    Gap passed = null;
    for (Given given = inHand.poll(); given != null; given = inHand.poll()) {
      given.place.finish();
      finished++;
      if (given.counted != null) {
        counter.accept(given.counted);
      }
      passed = given.place.gap() == null ? passed : given.place.gap();
    }
    return passed;
  }

  /** Drops all that waits, for good and without counting it; what is in hand stays. */
  public void clear() {
    waiting.clear();
    size = 0;
  }

  /** What is in hand does not come back. */
  public void release() {
    inHand.clear();
  }

  /** Tells whether nothing is in hand. */
  public boolean handsFree() {
    return inHand.isEmpty();
  }

  /**
   * Tells whether the consumer waits, and may be given nothing: that is not for its slowness, but
   * until a position is saved.
   */
  public boolean heldBack() {
    return inHand.isEmpty() && givenOut >= allowed;
  }

  /** How many events wait. */
  public int size() {
    return size;
  }

  /** How many events could be given out now, about. */
  public int ready() {
    return givenOut < allowed ? waiting.size() : 0;
  }

  /** How many more would fill it, if what is in hand still waited. */
  public int space() {
    return capacity - size - inHand.size();
  }

  /** How many have been given out and finished; what was dropped is not among them. */
  public long finished() {
    return finished;
  }

  /** How many events were dropped. */
  public long dropped() {
    return dropped;
  }
}
