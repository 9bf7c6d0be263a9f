package dev.mongostreams.tests.simulation;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.watch.WatchMachine;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.testkit.script.ScriptedHistory;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What has been handled and saved, over all watchers of a life, and whether it was right. Each rule
 * is checked at the moment something happens.
 */
final class Ledger {
  /** A save that failed is tried again after 10 s at most: some 10,000 turns of the workers. */
  private static final int PATIENCE = 50_000;

  private final ScriptedHistory history;

  /** Places that have been handled by any watcher. */
  private final BitSet handled = new BitSet();

  /** Those of the present watcher. */
  private final BitSet now = new BitSet();

  /** Places that a resync has brought back, since the events were lost or may have been. */
  private final BitSet resynced = new BitSet();

  private int workers;
  private int maxUnsaved;
  private int savedPlace;
  private boolean everSaved;
  private int repeated;
  private int resyncs;
  private int putAway;
  private int idle;
  private @Nullable AssertionError broken;

  Ledger(ScriptedHistory history) {
    this.history = history;
  }

  void begins(int workers, int maxUnsaved, @Nullable StartPosition saved) {
    resynced.clear();
    this.workers = workers;
    this.maxUnsaved = maxUnsaved;
    now.clear();
    if (saved != null && history.place(saved) != savedPlace) {
      throw broken("the position saved last was " + savedPlace + ", not " + history.place(saved));
    }
  }

  void handled(ChangeEvent event) {
    int place = history.place(StartPosition.after(event.token()));
    if (history.fragments(place) == 0) {
      throw broken("the skeleton of place " + place + " was handed over");
    }
    requireWhole(event, place);
    finished(event, place);
  }

  /** What no form brings has been put away. */
  void putAway(DeadLetter letter) {
    int place = history.place(StartPosition.after(letter.token()));
    if (history.fragments(place) > 0) {
      throw broken("place " + place + " was put away though it can be read");
    }
    finished(letter.event(), place);
    putAway++;
  }

  private void finished(ChangeEvent event, int place) {
    idle = 0;
    if (place <= savedPlace) {
      throw broken("place " + place + " came again though it was saved");
    }
    if (now.get(place)) {
      throw broken("place " + place + " was handled twice by one watcher");
    }
    if (!everSaved) {
      throw broken("place " + place + " was handled before a position was saved");
    }
    int missing = firstMissing(event, place);
    if (missing > 0) {
      throw broken("place " + place + " was handled before " + missing);
    }
    repeated += handled.get(place) ? 1 : 0;
    handled.set(place);
    now.set(place);
    if (now.cardinality() > maxUnsaved + now.get(0, savedPlace + 1).cardinality()) {
      throw broken("more events than " + maxUnsaved + " are handled and not saved");
    }
  }

  /** A place that this watcher had to handle before that one, and has not; 0 when there is none. */
  private int firstMissing(ChangeEvent event, int place) {
    boolean all = workers == 1 || barrier(event);
    for (int before = savedPlace + 1; before < place; before++) {
      ChangeEvent earlier = history.at(before);
      boolean related =
          all
              || barrier(earlier)
              || (earlier.documentId() != null && earlier.documentId().equals(event.documentId()));
      if (related && !now.get(before) && !resynced.get(before)) {
        return before;
      }
    }
    return 0;
  }

  private static boolean barrier(ChangeEvent event) {
    return event.documentId() == null;
  }

  /** The application has read everything there is. */
  void resynced() {
    idle = 0;
    resyncs++;
    resynced.set(1, history.size() + 1);
    handled.set(1, history.size() + 1);
  }

  /** A change that was split has all of its parts; one that came light has none. */
  private void requireWhole(ChangeEvent event, int place) {
    int last = ScriptedHistory.fragment(StartPosition.after(event.token()));
    for (int number = 1; number <= last; number++) {
      if (event.value("part" + number) == null) {
        throw broken("place " + place + " was handled without its part " + number);
      }
    }
    if (event.value("splitEvent") != null || (last > 0 && last < history.fragments(place))) {
      throw broken("a fragment of place " + place + " was handled");
    }
  }

  void saved(StartPosition position) {
    int place = history.place(position);
    int fragment = ScriptedHistory.fragment(position);
    if (fragment > 0 && fragment < history.fragments(place)) {
      throw broken("a position inside of place " + place + " was saved");
    }
    idle = 0;
    if (place < savedPlace) {
      throw broken("the saved position went back from " + savedPlace + " to " + place);
    }
    int gap = handled.nextClearBit(1);
    if (place >= gap && gap <= history.size()) {
      throw broken("place " + place + " was saved while " + gap + " is not handled");
    }
    savedPlace = place;
    everSaved = true;
  }

  /** A worker found nothing to do: with nothing under way that must not last for ever. */
  void idles(WatchMachine machine) {
    if (++idle > PATIENCE && machine.waiting() > 0) {
      throw broken(machine.waiting() + " events wait and nobody is given any, " + machine.state());
    }
  }

  /** Something other than an event came to an end. */
  void goesOn() {
    idle = 0;
  }

  /** True when everything that was written has been handled. */
  boolean complete() {
    return handled.cardinality() == history.size();
  }

  int resyncs() {
    return resyncs;
  }

  int putAway() {
    return putAway;
  }

  int repeated() {
    return repeated;
  }

  /** Kept as well: what is thrown in a handler is the handler's failure to the watcher. */
  private AssertionError broken(String how) {
    AssertionError error = new AssertionError(how);
    broken = error;
    return error;
  }

  /** Throws what was broken, wherever that was. */
  void check() {
    if (broken != null) {
      throw broken;
    }
  }
}
