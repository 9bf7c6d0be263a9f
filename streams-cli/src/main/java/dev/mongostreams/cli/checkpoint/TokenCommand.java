package dev.mongostreams.cli.checkpoint;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.cli.convert.TokenConverter;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a resume token tells, without a server. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Tells what a resume token tells, without asking a server.")
public final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: show, or compare.");
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Shows cluster time, age and kind of a token, and its collection.")
  void show(
      @Parameters(
              paramLabel = "TOKEN",
              converter = TokenConverter.class,
              description = "The _data of an event's _id, or the _id as JSON")
          ResumeToken token,
      @Mixin FormatOption format) {
    PrintWriter out = spec.commandLine().getOut();
    if (format.json()) {
      out.println(FormatOption.line(document(token)));
    } else {
      UUID collection = token.collection();
      BsonTimestamp time = token.clusterTime();
      out.println("time        " + Words.time(time));
      out.println("age         " + Words.age(time, Instant.now()));
      out.println("kind        " + Words.kind(token.kind()));
      out.println("collection  " + (collection == null ? "unknown" : "UUID " + collection));
    }
    out.flush();
  }

  private static BsonDocument document(ResumeToken token) {
    BsonDocument document = new BsonDocument("token", token.document());
    BsonTimestamp time = token.clusterTime();
    if (time != null) {
      document.append("clusterTime", time);
    }
    document.append("kind", new BsonString(token.kind().name().toLowerCase(Locale.ROOT)));
    UUID collection = token.collection();
    if (collection != null) {
      document.append("collection", new BsonString(collection.toString()));
    }
    return document;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Says which of two tokens of one cluster comes first.")
  void compare(
      @Parameters(
              paramLabel = "A",
              converter = TokenConverter.class,
              description = "A token, as for show")
          ResumeToken first,
      @Parameters(paramLabel = "B", converter = TokenConverter.class, description = "Another token")
          ResumeToken second) {
    PrintWriter out = spec.commandLine().getOut();
    // The server writes tokens so that their text is in the order of its history.
    int order = first.toString().compareTo(second.toString());
    if (order == 0) {
      out.println("A and B are the same position");
    } else {
      out.println("A comes " + (order < 0 ? "before" : "after") + " B, " + distance(first, second));
    }
    UUID here = first.collection();
    UUID there = second.collection();
    if (here != null && there != null && !here.equals(there)) {
      out.println("they are of different collections: " + here + " and " + there);
    }
    out.flush();
  }

  private static String distance(ResumeToken first, ResumeToken second) {
    BsonTimestamp from = first.clusterTime();
    BsonTimestamp to = second.clusterTime();
    if (from == null || to == null) {
      return "how far cannot be told";
    }
    if (from.equals(to)) {
      return "at the same cluster time";
    }
    return from.getTime() == to.getTime()
        ? "within the same second"
        : "by " + Words.duration(Duration.ofSeconds(Words.seconds(to) - Words.seconds(from)).abs());
  }
}
