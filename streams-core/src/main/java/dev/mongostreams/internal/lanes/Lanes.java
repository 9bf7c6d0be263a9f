package dev.mongostreams.internal.lanes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives events to lanes, and lanes to whoever works. The events of one lane are worked on one after
 * the other and in the order of the stream; those of different lanes side by side. A barrier is
 * worked on alone. A pure structure: whoever owns it holds the lock.
 *
 * <p>A lane exists while something waits in it or is in hand.
 */
public final class Lanes {
  /** So many lanes that two documents rarely share one, and so few that they fit into an array. */
  public static final int COUNT = 1_024;

  private final @Nullable Lane[] lanes = new Lane[COUNT];

  /** Lanes with something to do and nobody who does it, first come first served. */
  private final Deque<Lane> ready = new ArrayDeque<>();

  /** Lanes that wait before they try again. */
  private final List<Lane> parked = new ArrayList<>();

  private final List<Stretch> inHand = new ArrayList<>();
  private final Deque<Delivery> undistributed = new ArrayDeque<>();

  /** Events given to a lane and not finished. */
  private int underWay;

  /** A barrier is among those: nothing else is given to a lane until it is finished. */
  private boolean barrier;

  private long distributed;

  /** What waited has been dropped: what had been begun of it may have had its effect. */
  private boolean cleared;

  /** Appends a delivery that has events. */
  public void add(Delivery delivery) {
    undistributed.add(delivery);
  }

  /** Gives events to their lanes, as many as there are up to a limit, and up to a barrier. */
  public void distribute(long most) {
    long left = most;
    for (Delivery next = undistributed.peek();
        next != null && left > 0 && !barrier;
        next = undistributed.peek()) {
      int before = next.distributed();
      distribute(next, (int) Math.min(left, next.batch().size() - before));
      left -= next.distributed() - before;
      distributed += next.distributed() - before;
      if (next.distributed() < next.batch().size()) {
        return;
      }
      undistributed.remove();
    }
  }

  private void distribute(Delivery delivery, int events) {
    int to = delivery.distributed() + events;
    Routes routes = delivery.routes();
    if (routes == null) {
      give(Stretch.range(delivery, delivery.distributed(), to), events);
      delivery.distributedTo(to);
      return;
    }
    for (int i = delivery.distributed(); i < to && !barrier; i++) {
      int route = routes.of(i);
      if (route == Routes.BARRIER && underWay > 0) {
        return;
      }
      barrier = route == Routes.BARRIER;
      if (route == Routes.NOBODY) {
        delivery.finish(i);
      } else {
        give(delivery, Math.max(0, route), i);
      }
      delivery.distributedTo(i + 1);
    }
  }

  private void give(Delivery delivery, int number, int index) {
    Lane lane = lanes[number];
    Stretch open = lane == null ? null : lane.open(delivery);
    if (open == null) {
      open = Stretch.of(delivery, number);
      give(open, 0);
    }
    open.add(index);
    underWay++;
  }

  private void give(Stretch stretch, int events) {
    underWay += events;
    Lane lane = lanes[stretch.lane()];
    if (lane == null) {
      lane = new Lane();
      lanes[stretch.lane()] = lane;
      ready.add(lane);
    }
    lane.add(stretch);
  }

  /**
   * Takes the next stretch to work on, or null when there is none now.
   *
   * @param most events that may be taken together, when more than one stretch waits in the lane
   */
  public @Nullable Stretch take(long nowNanos, int most) {
    unpark(nowNanos);
    Lane lane = ready.poll();
    Stretch stretch = lane == null ? null : lane.take(most);
    if (stretch != null) {
      inHand.add(stretch);
      stretch.taken();
    }
    return stretch;
  }

  private void unpark(long nowNanos) {
    for (int i = parked.size() - 1; i >= 0; i--) {
      if (parked.get(i).parkedUntilNanos() - nowNanos <= 0) {
        ready.add(parked.remove(i));
      }
    }
  }

  /**
   * Work on a stretch in hand has ended. What is left of it is dropped.
   *
   * @return false when it was not in hand
   */
  public boolean release(Stretch stretch) {
    if (!inHand.remove(stretch)) {
      return false;
    }
    stretch.returned();
    stretch.mark();
    underWay -= stretch.size();
    barrier = barrier && underWay > 0;
    Lane lane = lanes[stretch.lane()];
    if (lane != null && lane.empty()) {
      lanes[stretch.lane()] = null;
    } else if (lane != null) {
      ready.add(lane);
    }
    return true;
  }

  /** Work on a stretch in hand has failed and goes on later, before the others of its lane. */
  public void park(Stretch stretch, long untilNanos) {
    Lane lane = comesBack(stretch);
    if (lane != null) {
      lane.park(untilNanos);
      parked.add(lane);
    }
  }

  /** Work on a stretch in hand goes on by whoever takes it next, before the others of its lane. */
  public void giveBack(Stretch stretch) {
    Lane lane = comesBack(stretch);
    if (lane != null) {
      ready.add(lane);
    }
  }

  /** The lane of a stretch that was in hand, or null when it was not, or all was dropped. */
  private @Nullable Lane comesBack(Stretch stretch) {
    if (!inHand.remove(stretch)) {
      return null;
    }
    stretch.returned();
    stretch.mark();
    Lane lane = lanes[stretch.lane()];
    if (lane != null) {
      lane.giveBack(stretch);
    }
    return lane;
  }

  /** Drops all that waits, for good; what is in hand stays. */
  public void clear() {
    cleared = true;
    undistributed.clear();
    ready.clear();
    parked.clear();
    Arrays.fill(lanes, null);
    underWay = inHand.stream().mapToInt(Stretch::size).sum();
  }

  /** Lets the deliveries know what has been finished of the stretches in hand. */
  public void mark() {
    inHand.forEach(Stretch::mark);
  }

  /** What is being worked on. */
  public List<Stretch> inHand() {
    return inHand;
  }

  /** Tells whether all that was ever given to a lane is finished. */
  public boolean settled() {
    return underWay == 0 && !cleared;
  }

  /** How many stretches could be taken now. */
  public int ready() {
    return ready.size();
  }

  /** Tells whether events wait that no lane has. */
  public boolean holdsBack() {
    return !undistributed.isEmpty();
  }

  /** How many events have ever been given to a lane, or needed none. */
  public long distributed() {
    return distributed;
  }

  /** When the next lane stops waiting; null when none waits. */
  public @Nullable Long wakeNanos() {
    Long first = null;
    for (Lane lane : parked) {
      if (first == null || lane.parkedUntilNanos() - first < 0) {
        first = lane.parkedUntilNanos();
      }
    }
    return first;
  }
}
