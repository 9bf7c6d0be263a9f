package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.lanes.Backlog;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.lanes.Lanes;
import dev.mongostreams.internal.lanes.Routes;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.progress.Progress;
import dev.mongostreams.internal.source.Batch;
import java.util.List;
import java.util.function.Consumer;
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
  private final Backlog backlog;
  private final Progress progress = new Progress();

  /** Stretches that have come back since it was last tried to shrink. */
  private int returned;

  InFlight(WatchOptions options) {
    this.options = options;
    this.backlog = new Backlog(options.capacity(), options.overflow());
  }

  /** What waits for a consumer that pulls; nothing ever, when a handler takes the events. */
  Backlog backlog() {
    return backlog;
  }

  /** Finds the lane of each event; null when there is but one. Looks at no state: any thread. */
  @Nullable Routes routes(Batch batch) {
    if (queues()) {
      return Routes.inLine(batch, this::wanted);
    }
    return options.workers() == 1 ? null : Routes.of(batch, options.lanes(), this::wanted);
  }

  private boolean wanted(ChangeEvent event) {
    return options.wanted().isEmpty() || options.wants(event.operation());
  }

  private boolean queues() {
    return options.capacity() > 0;
  }

  void opened(StartPosition from) {
    progress.opened(from);
  }

  /**
   * Takes in what a reply has brought.
   *
   * @return false when a queue has no space for it and is to fail then
   */
  boolean add(Delivery delivery) {
    if (queues()) {
      return queue(delivery);
    }
    progress.add(delivery);
    if (delivery.batch().size() > 0) {
      lanes.add(delivery);
    }
    return true;
  }

  private boolean queue(Delivery delivery) {
    if (!backlog.add(delivery)) {
      return false;
    }
    // Of what nobody takes a position is left, and not the reply.
    progress.add(delivery.complete() ? Delivery.passed(delivery.end()) : delivery);
    if (!fits(0)) {
      progress.pack();
    }
    while (!fits(0) && backlog.drop(bytes() - options.byteBudget())) {
      progress.pack();
    }
    return true;
  }

  /** Gives events to lanes until so many have been given above that count. */
  void distribute(long above, long most) {
    backlog.allow(above + most);
    lanes.distribute(above + most - lanes.distributed());
    progress.settle();
  }

  @Nullable Stretch take(long nowNanos) {
    return full() ? null : lanes.take(nowNanos, options.batch());
  }

  private boolean full() {
    return lanes.inHand().size() >= options.workers();
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

  /** Tells whether all that was ever handed out is finished. */
  boolean settled() {
    return progress.idle() || lanes.settled();
  }

  /** Lets whoever takes it next go on with a stretch. */
  void giveBack(Stretch stretch) {
    lanes.giveBack(stretch);
    progress.settle();
  }

  /**
   * Space for one more reply: two shares of the budget may be alive when the third is asked for. A
   * queue that drops makes space when the reply has come, unless its consumer is kept waiting.
   */
  boolean hasSpace(long share) {
    if (options.drops() && !backlog.heldBack()) {
      return fits(0);
    }
    return progress.idle() || (hasRoom() && fits(share) && !lanes.holdsBack());
  }

  private boolean hasRoom() {
    boolean fails = options.overflow() == Overflow.FAIL && !backlog.heldBack();
    return !queues() || fails || backlog.space() >= options.replyEvents();
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
    backlog.clear();
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

  /** How many events lie below the floor; of a queue, those that were given out. */
  long events() {
    if (queues()) {
      return backlog.finished();
    }
    lanes.mark();
    progress.settle();
    return progress.events();
  }

  /** Gives up all that is in hand, as far as it is not done. */
  void release() {
    List.copyOf(lanes.inHand()).forEach(this::release);
    backlog.release();
  }

  /** All that a consumer has pulled is finished. Returns the newest gap among it, or null. */
  @Nullable Gap finish(Consumer<Operation> counter) {
    Gap passed = backlog.finish(counter);
    progress.settle();
    return passed;
  }

  /** Tells whether somebody has something in hand. */
  boolean inHand() {
    return !lanes.inHand().isEmpty() || !backlog.handsFree();
  }

  int ready() {
    return lanes.ready() + backlog.ready();
  }

  @Nullable Long wakeNanos() {
    return full() ? null : lanes.wakeNanos();
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
