package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoCommandException;
import dev.mongostreams.cli.connect.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;

/** Change streams that are open on the server, ours by their label. */
final class OpenCursors implements Check {
  /** Each makes the server read its history for itself; from here on that is felt. */
  private static final int MANY = 20;

  /** What a program that uses the library is called, unless it gives a name of its own. */
  private static final String OF_CORE = "mongo-streams";

  @Override
  public String name() {
    return "cursors";
  }

  @Override
  public String right() {
    return "the role clusterMonitor";
  }

  @Override
  public List<Finding> look(Patient patient) {
    try {
      return List.of(judge(cursors(patient, true), ""));
    } catch (MongoCommandException notAllowed) {
      return List.of(judge(cursors(patient, false), " of this user"));
    }
  }

  private static List<Document> cursors(Patient patient, boolean allUsers) {
    Document current = new Document("idleCursors", true).append("allUsers", allUsers);
    return patient
        .database("admin")
        .aggregate(List.of(new Document("$currentOp", current)))
        .into(new ArrayList<>());
  }

  static Finding judge(List<Document> operations, String whose) {
    TreeMap<String, Integer> ours = new TreeMap<>();
    Set<Object> seen = new HashSet<>();
    int others = 0;
    for (Document operation : operations) {
      Document cursor = operation.get("cursor", new Document());
      Document command = cursor.get("originatingCommand", new Document());
      String label = label(operation, command);
      if (!watches(command) || label.equals(Rights.COMMENT) || !seen.add(cursor.get("cursorId"))) {
        continue;
      }
      if (label.isEmpty()) {
        others++;
      } else {
        ours.merge(label, 1, Integer::sum);
      }
    }
    int own = ours.values().stream().mapToInt(Integer::intValue).sum();
    String what =
        "open" + whose + ": " + own + " of ours " + ours.keySet() + ", " + others + " of others";
    return own + others < MANY
        ? Finding.ok("cursors", what)
        : Finding.warning(
            "cursors",
            what + "; each makes the server read its history once more",
            "Watch several collections, or the database, on one cursor.");
  }

  private static boolean watches(Document command) {
    if (!(command.get("pipeline") instanceof List<?> stages) || stages.isEmpty()) {
      return false;
    }
    return stages.get(0) instanceof Document first && first.containsKey("$changeStream");
  }

  /** What the cursor is called when it is ours, else nothing: others' labels are their own. */
  private static String label(Document operation, Document command) {
    String application = Objects.toString(operation.get("appName"), "");
    String comment = Objects.toString(command.get("comment"), "");
    if (comment.startsWith(Target.LABEL)) {
      return comment;
    }
    return application.equals(Target.APPLICATION)
            || application.startsWith(Target.APPLICATION + "/")
            || application.equals(OF_CORE)
        ? application
        : "";
  }
}
