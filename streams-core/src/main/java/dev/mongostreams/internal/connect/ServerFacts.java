package dev.mongostreams.internal.connect;

import dev.mongostreams.ChangeStreams;
import java.util.Objects;
import org.bson.Document;

/**
 * What a server says of itself, asked for once.
 *
 * @param server for the user
 * @param labelsErrors true from MongoDB 4.4 on: failed cursors carry labels
 */
record ServerFacts(ChangeStreams.Server server, boolean labelsErrors) {

  static ServerFacts of(Document hello, Document build) {
    String version = Objects.requireNonNullElse(build.getString("version"), "unknown");
    String setName = Objects.requireNonNullElse(hello.getString("setName"), "");
    // Wire version 9 is MongoDB 4.4.
    boolean labels = hello.getInteger("maxWireVersion", 0) >= 9;
    return new ServerFacts(new ChangeStreams.Server(setName, version), labels);
  }
}
