package dev.mongostreams.tests.spec.format;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Remembers the commands that a client sent, and holds them against those expected. */
public final class StartedCommands implements CommandListener {
  private static final String STARTED = "commandStartedEvent";

  private final Set<String> ignored;
  private final List<BsonDocument> seen = new ArrayList<>();

  public StartedCommands(Set<String> ignored) {
    this.ignored = ignored;
  }

  @Override
  public synchronized void commandStarted(CommandStartedEvent event) {
    String name = event.getCommandName();
    if (!ignored.contains(name) && !name.equals("configureFailPoint")) {
      // The driver takes the bytes back when this method returns.
      seen.add(
          new BsonDocument("commandName", new BsonString(name))
              .append("databaseName", new BsonString(event.getDatabaseName()))
              .append("command", event.getCommand().clone()));
    }
  }

  /** Fails unless the commands are those expected, in this order. */
  public synchronized void match(BsonArray expected, boolean moreAllowed) {
    if (seen.size() < expected.size() || (seen.size() > expected.size() && !moreAllowed)) {
      throw new AssertionError(
          "Expected " + expected.size() + " commands, but these were sent: " + seen);
    }
    for (int i = 0; i < expected.size(); i++) {
      match(i, expected.get(i), seen.get(i));
    }
  }

  private static void match(int index, BsonValue expected, BsonDocument seen) {
    Arguments event = new Arguments("Expected event " + index, expected.asDocument());
    Arguments started = new Arguments(STARTED, event.document(STARTED));
    event.refuseUnread();
    for (String key : List.of("commandName", "databaseName")) {
      if (started.has(key) && !started.value(key).equals(seen.get(key))) {
        throw new AssertionError(
            "Command "
                + index
                + ": "
                + key
                + " is "
                + seen.get(key)
                + ", not "
                + started.value(key));
      }
    }
    if (started.has("command")) {
      Matcher.matchRoot(
          "Command " + index, started.document("command"), seen.getDocument("command"));
    }
    started.refuseUnread();
  }
}
