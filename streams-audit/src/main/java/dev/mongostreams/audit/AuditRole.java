package dev.mongostreams.audit;

import com.mongodb.MongoNamespace;
import java.util.List;
import org.bson.Document;

/**
 * The rights that a log needs to its collection, and no more: to add rows and to read them. Who has
 * only these can neither change nor delete a row, nor drop the collection.
 *
 * <p>A user who writes the log needs beside it what a watcher needs: {@code find} and {@code
 * changeStream} on what is watched; and the rights of the checkpoint store.
 */
public final class AuditRole {
  private AuditRole() {}

  /**
   * Writes the command that makes the role. Run it as a user who may, in the database of the log:
   *
   * <pre>{@code
   * client.getDatabase("ops").runCommand(AuditRole.command("auditWriter", "ops.audit"));
   * }</pre>
   *
   * @param name of the role
   * @param namespace of the log, as {@code ops.audit}
   * @return a {@code createRole} command
   * @throws IllegalArgumentException when the namespace has no dot, or MongoDB allows no such name
   */
  public static Document command(String name, String namespace) {
    MongoNamespace log = new MongoNamespace(namespace);
    Document where =
        new Document("db", log.getDatabaseName()).append("collection", log.getCollectionName());
    return new Document("createRole", name)
        .append(
            "privileges",
            List.of(new Document("resource", where).append("actions", List.of("find", "insert"))))
        .append("roles", List.of());
  }
}
