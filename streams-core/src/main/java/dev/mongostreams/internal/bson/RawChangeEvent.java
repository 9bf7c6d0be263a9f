package dev.mongostreams.internal.bson;

import dev.mongostreams.ChangeEvent;
import org.bson.RawBsonDocument;

/** Stub. */
public final class RawChangeEvent {
  public static ChangeEvent of(RawBsonDocument document) {
    throw new UnsupportedOperationException();
  }
}
