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
   * Into how many fragments the server cuts each of them; 1 when it is not too large, 0 when no
   * fragment is small enough.
   */
  private final List<Integer> fragments = new ArrayList<>();

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
   * Appends a change of a document that is too large to be sent in one piece.
   *
   * @param operation what happened to it
   * @param id its {@code _id}
   * @param pieces into how many the server cuts it, at least 2
   * @return the event as it would be without what makes it too large
   */
  public ChangeEvent large(Operation operation, int id, int pieces) {
    ChangeEvent appended = change(operation, id);
    fragments.set(fragments.size() - 1, pieces);
    return appended;
  }

  /**
   * Appends a change of a document that is too large to be sent in any number of pieces.
   *
   * @param operation what happened to it
   * @param id its {@code _id}
   * @return the event as it would be without what makes it too large
   */
  public ChangeEvent unsendable(Operation operation, int id) {
    return large(operation, id, 0);
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
    fragments.add(1);
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
   * Returns how many fragments the server makes of a change.
   *
   * @param place from 1
   * @return 1 when it is not too large, 0 when none is small enough
   */
  public int fragments(int place) {
    return fragments.get(place - 1);
  }

  /**
   * Returns one piece of a change that is too large. The first has what the event has; each has a
   * field of its own, {@code part1} and so on.
   *
   * @param place of the change
   * @param number from 1
   * @return the fragment, as the server sends it
   */
  public ChangeEvent fragment(int place, int number) {
    BsonDocument part = new BsonDocument("_id", token(place, number).document());
    part.append(
        "splitEvent",
        new BsonDocument("fragment", new BsonInt32(number))
            .append("of", new BsonInt32(fragments(place))));
    part.append("part" + number, new BsonInt32(place));
    if (number == 1) {
      BsonDocument event = new BsonDocument();
      event.putAll(at(place).raw());
      event.remove("_id");
      part.putAll(event);
    }
    return ChangeEvent.of(new RawBsonDocument(part, CODEC));
  }

  /**
   * Returns the position right after a fragment.
   *
   * @param place of the change
   * @param number of the fragment, from 1
   * @return a token
   */
  public static ResumeToken token(int place, int number) {
    return ResumeToken.parse(token(place) + String.format(Locale.ROOT, "%02X", number));
  }

  /**
   * Finds the fragment that a position stands for.
   *
   * @param position as a source is asked for
   * @return its number, or 0 when it stands for a whole change
   */
  public static int fragment(StartPosition position) {
    String text = "";
    if (position instanceof StartPosition.After after) {
      text = after.token().toString();
    } else if (position instanceof StartPosition.StartAfter after) {
      text = after.token().toString();
    }
    int whole = token(0).toString().length();
    return text.length() <= whole ? 0 : Integer.parseInt(text.substring(whole), 16);
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
