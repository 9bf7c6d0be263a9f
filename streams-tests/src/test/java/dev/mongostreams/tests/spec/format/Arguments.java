package dev.mongostreams.tests.spec.format;

import java.util.HashSet;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A document of a case that must be understood to the last key: what this runner does not know must
 * fail, not pass unnoticed.
 */
public final class Arguments {
  private final String owner;
  private final BsonDocument document;
  private final Set<String> unread;

  public Arguments(String owner, BsonDocument document) {
    this.owner = owner;
    this.document = document;
    this.unread = new HashSet<>(document.keySet());
  }

  public boolean has(String key) {
    return document.containsKey(key);
  }

  public BsonValue value(String key) {
    unread.remove(key);
    BsonValue value = document.get(key);
    if (value == null) {
      throw new AssertionError(owner + " lacks " + key);
    }
    return value;
  }

  public String string(String key) {
    return value(key).asString().getValue();
  }

  public BsonDocument document(String key) {
    return value(key).asDocument();
  }

  public boolean flag(String key) {
    unread.remove(key);
    return document.getBoolean(key, BsonBoolean.FALSE).getValue();
  }

  /** Passes over a key that means nothing on the servers here. */
  public void ignore(String key) {
    unread.remove(key);
  }

  public void refuseUnread() {
    if (!unread.isEmpty()) {
      throw new AssertionError(owner + " has keys this runner does not know: " + unread);
    }
  }
}
