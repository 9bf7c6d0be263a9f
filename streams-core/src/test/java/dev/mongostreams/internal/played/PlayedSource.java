package dev.mongostreams.internal.played;

import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** A source that is only asked for its name: tests play the part of whoever opens it. */
public final class PlayedSource implements ChangeSource {
  private final Form usual;
  private final Form large;

  public PlayedSource() {
    this(Form.PLAIN, Form.PLAIN);
  }

  public PlayedSource(Form usual, Form large) {
    this.usual = usual;
    this.large = large;
  }

  @Override
  public Form usualForm() {
    return usual;
  }

  @Override
  public Form largeForm() {
    return large;
  }

  @Override
  public Scope scope() {
    return new Scope.OfCollection("aidb", "models");
  }

  @Override
  public Engine engine() {
    return Engine.COMMAND;
  }

  @Override
  public ChangeCursor open(StartPosition from, Form form) {
    throw new UnsupportedOperationException("A step machine opens nothing itself.");
  }

  @Override
  public @Nullable BsonTimestamp oldest() {
    return null;
  }
}
