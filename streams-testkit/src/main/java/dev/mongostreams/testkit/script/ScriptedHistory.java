package dev.mongostreams.testkit.script;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * A history of changes that is written by hand. Positions are real tokens in form: the place of a
 * change is its cluster time, from 1. For one thread.
 */
public final class ScriptedHistory {
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private final String database;
  private final String collection;
  private final List<ChangeEvent> events = new ArrayList<>();

  /**
   * Starts an empty history.
   *
   * @param database name in each event
   * @param collection name in each event
   */
  public ScriptedHistory(String database, String collection) {
    this.database = database;
    this.collection = collection;
  }

  /**
   * Appends a change of a document.
   *
   * @param operation what happened to it
   * @param id its {@code _id}
   * @return the event
   */
  public ChangeEvent change(Operation operation, int id) {
    return append(
        operation, new BsonDocument("documentKey", new BsonDocument("_id", new BsonInt32(id))));
  }

  /**
   * Appends a change that concerns no document, as a drop or an invalidate.
   *
   * @param operation what happened
   * @return the event
   */
  public ChangeEvent change(Operation operation) {
    return append(operation, new BsonDocument());
  }

  private ChangeEvent append(Operation operation, BsonDocument more) {
    int place = events.size() + 1;
    BsonDocument event =
        new BsonDocument("_id", token(place).document())
            .append("operationType", new BsonString(operation.serverName()))
            .append("clusterTime", new BsonTimestamp(place, 1))
            .append(
                "ns",
                new BsonDocument("db", new BsonString(database))
                    .append("coll", new BsonString(collection)));
    event.putAll(more);
    ChangeEvent appended = ChangeEvent.of(new RawBsonDocument(event, CODEC));
    events.add(appended);
    return appended;
  }

  /**
   * Returns how many changes there are.
   *
   * @return the place of the newest
   */
  public int size() {
    return events.size();
  }

  /**
   * Returns the change at a place.
   *
   * @param place from 1
   * @return the event
   */
  public ChangeEvent at(int place) {
    return events.get(place - 1);
  }

  /**
   * Returns the position right after a place.
   *
   * @param place from 0, before the first change
   * @return a token
   */
  public static ResumeToken token(int place) {
    return ResumeToken.parse(String.format(Locale.ROOT, "82%08X000000010000000000", place));
  }

  /**
   * Finds the place that a position stands for.
   *
   * @param position as a source is asked for
   * @return the place of the last change before it
   */
  public int place(StartPosition position) {
    if (position instanceof StartPosition.After after) {
      return place(after.token());
    }
    if (position instanceof StartPosition.StartAfter after) {
      return place(after.token());
    }
    return position instanceof StartPosition.AtTime at ? at.time().getTime() - 1 : size();
  }

  private static int place(ResumeToken token) {
    return Integer.parseUnsignedInt(token.toString().substring(2, 10), 16);
  }
}
