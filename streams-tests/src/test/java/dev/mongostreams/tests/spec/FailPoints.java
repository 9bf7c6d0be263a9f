package dev.mongostreams.tests.spec;

import com.mongodb.client.MongoClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Errors that the server is told to give, until the end of the case. */
final class FailPoints implements AutoCloseable {
  private static final String COMMAND = "configureFailPoint";

  private final Map<String, MongoClient> on = new LinkedHashMap<>();

  void turnOn(MongoClient client, BsonDocument command) {
    client.getDatabase("admin").runCommand(command);
    on.put(command.getString(COMMAND).getValue(), client);
  }

  /** Turns all of them off: what is left over would hit the next case. */
  @Override
  public void close() {
    on.forEach(
        (name, client) ->
            client
                .getDatabase("admin")
                .runCommand(
                    new BsonDocument(COMMAND, new BsonString(name))
                        .append("mode", new BsonString("off"))));
  }
}
