package dev.mongostreams.testkit.script;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Engine;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.EventBatch;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonTimestamp;

/**
 * Streams a scripted history and keeps the server's rules: an invalidate ends the cursor, its token
 * does not resume, a killed cursor does not read. Never blocks: with nothing new the batch is
 * empty.
 */
public final class ScriptedSource implements ChangeSource {
  private static final int INVALID_RESUME_TOKEN = 260;
  private static final int CURSOR_NOT_FOUND = 43;
  private static final int UNKNOWN_TOKEN = 280;
  private static final int EVENT_TOO_LARGE = 10334;
  private static final int CANNOT_SPLIT_HERE = 7182504;
  private static final int FIRST_BATCH = 101;

  private final Scope scope;
  private final ScriptedHistory history;
  private final Faults faults;
  private final Form largeForm;
  private int open;

  /**
   * Makes a source.
   *
   * @param scope what it claims to watch
   * @param history what it streams; may grow meanwhile
   * @param faults asked each time
   */
  public ScriptedSource(Scope scope, ScriptedHistory history, Faults faults) {
    this(scope, history, faults, Form.SPLIT);
  }

  /**
   * Makes a source.
   *
   * @param scope what it claims to watch
   * @param history what it streams; may grow meanwhile
   * @param faults asked each time
   * @param largeForm what it can do about changes that are too large
   */
  public ScriptedSource(Scope scope, ScriptedHistory history, Faults faults, Form largeForm) {
    this.largeForm = largeForm;
    this.scope = scope;
    this.history = history;
    this.faults = faults;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Engine engine() {
    return Engine.COMMAND;
  }

  /**
   * Returns how many cursors are open: more than one is a leak.
   *
   * @return cursors opened and not ended
   */
  public int openCursors() {
    return open;
  }

  @Override
  public BsonTimestamp oldest() {
    return new BsonTimestamp(1, 1);
  }

  @Override
  public Form largeForm() {
    return largeForm;
  }

  @Override
  public ChangeCursor open(StartPosition from, Form form) {
    RuntimeException fault = faults.onOpen();
    if (fault != null) {
      throw fault;
    }
    int place = history.place(from);
    boolean afterInvalidate =
        place > 0
            && place <= history.size()
            && history.at(place).operation() == Operation.INVALIDATE;
    if (afterInvalidate && from instanceof StartPosition.After) {
      throw Faults.serverError(INVALID_RESUME_TOKEN);
    }
    int fragment = ScriptedHistory.fragment(from);
    if (fragment > 0 && !splits(form)) {
      throw Faults.serverError(UNKNOWN_TOKEN);
    }
    boolean byToken = !(from instanceof StartPosition.AtTime);
    if (splits(form) && byToken && place > 0 && history.fragments(place) == 0) {
      throw Faults.serverError(CANNOT_SPLIT_HERE);
    }
    boolean inside = fragment > 0 && fragment < history.fragments(place);
    Cursor cursor =
        new Cursor(
            form,
            inside ? place - 1 : place,
            inside ? fragment : 0,
            fragment > 0 ? ScriptedHistory.token(place, fragment) : ScriptedHistory.token(place),
            from instanceof StartPosition.Now ? 0 : firstBatch(form));
    open++;
    return cursor;
  }

  private boolean splits(Form form) {
    return form == Form.SPLIT || form == Form.SPLIT_NARROW;
  }

  private static int firstBatch(Form form) {
    return switch (form) {
      case PLAIN, SPLIT -> FIRST_BATCH;
      case NARROW, SPLIT_NARROW, LIGHT -> 1;
      case KEYED, BARE -> 2;
    };
  }

  private final class Cursor implements ChangeCursor {
    private final Form form;
    private int place;

    /** Fragments given of the change behind that place. */
    private int fragment;

    /** The position of the newest event given, which an idle stream stays at. */
    private ResumeToken behind;

    private final Batch first;
    private boolean over;
    private boolean given;

    Cursor(Form form, int place, int fragment, ResumeToken behind, int most) {
      this.form = form;
      this.behind = behind;
      this.place = place;
      this.fragment = fragment;
      this.first = batch(most);
    }

    @Override
    public Batch first() {
      return first;
    }

    @Override
    public Batch next(int batchSize) {
      RuntimeException fault = faults.onRead();
      if (fault != null) {
        throw fault;
      }
      if (over || given) {
        throw Faults.serverError(CURSOR_NOT_FOUND);
      }
      return batch(batchSize == 0 ? Integer.MAX_VALUE : batchSize);
    }

    private Batch batch(int most) {
      List<ChangeEvent> events = new ArrayList<>();
      long bytes = 0;
      while (events.size() < most && place < history.size() && !over) {
        ChangeEvent event = following();
        events.add(event);
        behind = event.token();
        bytes += event.raw().getByteBuffer().remaining();
        over = event.operation() == Operation.INVALIDATE;
      }
      return new EventBatch(
          events,
          over ? StartPosition.startAfter(behind) : StartPosition.after(behind),
          over,
          bytes,
          new BsonTimestamp(Math.max(1, history.size() + 1), 0),
          // It has no change that it could not bring.
          new BsonTimestamp(Math.max(1, history.size()), 0));
    }

    private ChangeEvent following() {
      int next = place + 1;
      int pieces = history.fragments(next);
      boolean skeleton = form == Form.KEYED || form == Form.BARE;
      if (skeleton || pieces == 1 || (form == Form.LIGHT && pieces > 0)) {
        place = next;
        return history.at(next);
      }
      if (!splits(form) || pieces == 0) {
        throw Faults.serverError(EVENT_TOO_LARGE);
      }
      fragment++;
      ChangeEvent part = history.fragment(next, fragment);
      if (fragment == pieces) {
        place = next;
        fragment = 0;
      }
      return part;
    }

    @Override
    public void kill() {
      if (!given) {
        given = true;
        open--;
      }
    }

    @Override
    public void abandon() {
      kill();
    }
  }
}
