package dev.mongostreams.testkit.script;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Engine;
import dev.mongostreams.Operation;
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

  private final Scope scope;
  private final ScriptedHistory history;
  private final Faults faults;
  private int open;

  /**
   * Makes a source.
   *
   * @param scope what it claims to watch
   * @param history what it streams; may grow meanwhile
   * @param faults asked each time
   */
  public ScriptedSource(Scope scope, ScriptedHistory history, Faults faults) {
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
    open++;
    return new Cursor(place, !(from instanceof StartPosition.Now));
  }

  private final class Cursor implements ChangeCursor {
    private static final int FIRST_BATCH = 101;

    private final Batch first;
    private int place;
    private boolean over;
    private boolean given;

    Cursor(int place, boolean resumes) {
      this.place = place;
      this.first = resumes ? batch(FIRST_BATCH) : batch(0);
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
        ChangeEvent event = history.at(++place);
        events.add(event);
        bytes += event.raw().getByteBuffer().remaining();
        over = event.operation() == Operation.INVALIDATE;
      }
      var token = ScriptedHistory.token(place);
      return new EventBatch(
          events,
          over ? StartPosition.startAfter(token) : StartPosition.after(token),
          over,
          bytes,
          new BsonTimestamp(Math.max(1, history.size() + 1), 0));
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
