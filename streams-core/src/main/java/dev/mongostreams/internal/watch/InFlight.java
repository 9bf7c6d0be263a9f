package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.lanes.Lanes;
import dev.mongostreams.internal.lanes.Routes;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.progress.Progress;
import dev.mongostreams.internal.source.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been read and is not finished: the lanes it waits in, and the floor it holds. A pure
 * structure: whoever owns it holds the lock.
 */
final class InFlight {
  /** So many deliveries are looked at for each stretch that comes back, on the average. */
  private static final int LOOKS = 16;

  private final WatchOptions options;
  private final Lanes lanes = new Lanes();
  private final Progress progress = new Progress();

  /** Stretches that have come back since it was last tried to shrink. */
  private int returned;

  InFlight(WatchOptions options) {
    this.options = options;
  }

  /** Finds the lane of each event; null when there is but one. Looks at no state: any thread. */
  @Nullable Routes routes(Batch batch) {
    return options.workers() == 1 ? null : Routes.of(batch, options.lanes(), this::wanted);
  }

  private boolean wanted(ChangeEvent event) {
    return options.wants(event.operation());
  }

  void opened(StartPosition from) {
    progress.opened(from);
  }

  void add(Delivery delivery) {
    progress.add(delivery);
    if (delivery.batch().size() > 0) {
      lanes.add(delivery);
    }
  }

  /** Gives events to lanes until so many have been given above that count. */
  void distribute(long above, long most) {
    lanes.distribute(above + most - lanes.distributed());
    progress.settle();
  }

  @Nullable Stretch take(long nowNanos) {
    return lanes.inHand().size() < options.workers() ? lanes.take(nowNanos, options.batch()) : null;
  }

  /** False when it was given up before. */
  boolean release(Stretch stretch) {
    boolean was = lanes.release(stretch);
    progress.settle();
    return was;
  }

  void park(Stretch stretch, long untilNanos) {
    lanes.park(stretch, untilNanos);
    progress.settle();
  }

  /** Lets whoever takes it next go on with a stretch. */
  void giveBack(Stretch stretch) {
    lanes.giveBack(stretch);
    progress.settle();
  }

  /** Tells whether so many bytes more are within the budget. */
  boolean fits(long bytes) {
    return progress.bytes() + bytes <= options.byteBudget();
  }

  /**
   * A stretch has come back: for want of space lets go of replies that a slow lane keeps few events
   * of. A look at all deliveries must not fall on each stretch; but when no more stretches wait
   * this one may have been the last to come back.
   */
  void shrink(long wanted) {
    returned++;
    boolean due = lanes.ready() == 0 || returned * LOOKS >= progress.deliveries();
    if (due && !fits(wanted)) {
      returned = 0;
      lanes.mark();
      progress.shrink();
    }
  }

  /** Drops all that waits; what is in hand stays. */
  void drop() {
    lanes.clear();
  }

  /** Forgets what was dropped. */
  void forget() {
    progress.clear();
  }

  /** The floor, with what has been finished of the stretches in hand; null before the opening. */
  @Nullable StartPosition floor() {
    lanes.mark();
    progress.settle();
    return progress.floor();
  }

  /** How many events lie below the floor. */
  long events() {
    lanes.mark();
    progress.settle();
    return progress.events();
  }

  List<Stretch> inHand() {
    return lanes.inHand();
  }

  int ready() {
    return lanes.ready();
  }

  @Nullable Long wakeNanos() {
    return lanes.wakeNanos();
  }

  boolean holdsBack() {
    return lanes.holdsBack();
  }

  /** Events that are here and not finished. */
  int pending() {
    lanes.mark();
    return progress.pending();
  }

  boolean idle() {
    return progress.idle();
  }

  long bytes() {
    return progress.bytes();
  }
}
