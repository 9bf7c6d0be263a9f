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

  @Override
  public Scope scope() {
    return new Scope.OfCollection("aidb", "models");
  }

  @Override
  public Engine engine() {
    return Engine.COMMAND;
  }

  @Override
  public ChangeCursor open(StartPosition from) {
    throw new UnsupportedOperationException("A step machine opens nothing itself.");
  }

  @Override
  public @Nullable BsonTimestamp oldest() {
    return null;
  }
}
