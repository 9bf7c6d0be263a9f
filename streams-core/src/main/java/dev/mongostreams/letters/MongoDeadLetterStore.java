package dev.mongostreams.letters;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ConnectionString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Sorts;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.internal.connect.Connection;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dead letters in a collection, one document each, acknowledged by a majority. An event of up
 * to 1 MiB is readable there, a larger one is kept as bytes; above 8 MiB they stand in documents of
 * their own, marked {@code partOf}, since a document holds 16 MB at most. Nothing is cut off.
 *
 * <p>The collection must not be capped, and not be one that is watched: each letter would be a
 * change. A call gives up after 30 seconds; until then the driver tries again by itself. Needs the
 * rights {@code find}, {@code insert} and {@code remove} on the collection.
 */
public final class MongoDeadLetterStore implements DeadLetterStore, AutoCloseable {
  private static final long LIMIT_SECONDS = 30;
  private static final int CONNECT_SECONDS = 10;
  private static final String APPLICATION = "mongo-streams";
  private static final String ID = "_id";

  private final MongoNamespace namespace;
  private final MongoDatabase database;
  private final MongoCollection<RawBsonDocument> letters;
  private final EventParts parts;
  private final @Nullable MongoClient own;
  private volatile boolean checked;

  private MongoDeadLetterStore(
      MongoClient client, MongoNamespace namespace, @Nullable MongoClient own) {
    this.namespace = namespace;
    this.own = own;
    this.database =
        client
            .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
            .withWriteConcern(WriteConcern.MAJORITY)
            .withReadConcern(ReadConcern.MAJORITY)
            .withReadPreference(ReadPreference.primary())
            .withTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
            .getDatabase(namespace.getDatabaseName());
    this.letters = database.getCollection(namespace.getCollectionName(), RawBsonDocument.class);
    this.parts = new EventParts(letters);
  }

  /**
   * Makes a store in a collection, by a client that you made and keep.
   *
   * @param client an open client; its codecs, concerns and timeouts are not used
   * @param database name of the database
   * @param collection name of the collection, which need not exist yet
   * @return the store
   * @throws IllegalArgumentException when MongoDB allows no such name
   */
  public static MongoDeadLetterStore of(MongoClient client, String database, String collection) {
    return new MongoDeadLetterStore(client, new MongoNamespace(database, collection), null);
  }

  /**
   * Makes a store by a client of its own.
   *
   * @param uri a connection string that names a collection, as {@code
   *     mongodb://localhost:27017/ops.letters?replicaSet=rs0}
   * @return the store; close it when done
   * @throws IllegalArgumentException when the connection string is malformed, or names no
   *     collection
   */
  public static MongoDeadLetterStore connect(String uri) {
    ConnectionString parsed = Connection.parse(uri);
    String database = parsed.getDatabase();
    String collection = parsed.getCollection();
    if (database == null || collection == null) {
      throw new IllegalArgumentException(
          "Cannot keep dead letters there: the connection string names no collection. Write both"
              + " names behind the host, as mongodb://localhost:27017/ops.letters.");
    }
    MongoClient client = MongoClients.create(settings(parsed));
    return new MongoDeadLetterStore(client, new MongoNamespace(database, collection), client);
  }

  private static MongoClientSettings settings(ConnectionString uri) {
    MongoClientSettings.Builder settings = MongoClientSettings.builder();
    settings.applicationName(APPLICATION);
    settings.applyToClusterSettings(
        cluster -> cluster.serverSelectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS));
    return settings.applyConnectionString(uri).build(); // what it says comes before ours
  }

  @Override
  public void write(DeadLetter letter) {
    asked(
        "Cannot write the dead letter",
        () -> {
          refuseCapped();
          byte[] event = LetterForm.bytesOf(letter.event().raw());
          BsonDocument head = new BsonDocument(ID, new BsonString(letter.id()));
          head.putAll(LetterForm.head(letter));
          if (event.length > LetterForm.MOST_READABLE || !insertReadable(head, letter)) {
            insert(parts.append(head, letter.id(), event));
          }
          return true;
        });
  }

  /** False when the server refuses what the event holds, as a name that begins with a dollar. */
  private boolean insertReadable(BsonDocument head, DeadLetter letter) {
    try {
      insert(head.clone().append(LetterForm.EVENT, letter.event().raw()));
      return true;
    } catch (MongoWriteException | BsonSerializationException refused) {
      return false;
    }
  }

  /** A letter that is there already stays. */
  private void insert(BsonDocument document) {
    try {
      letters.withDocumentClass(BsonDocument.class).insertOne(document);
    } catch (MongoWriteException refused) {
      if (refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw refused;
      }
    }
  }

  /** A capped collection drops its oldest letters without a word. */
  private void refuseCapped() {
    if (checked) {
      return;
    }
    boolean capped;
    try {
      capped =
          database
                  .listCollections(BsonDocument.class)
                  .filter(
                      and(eq("name", namespace.getCollectionName()), eq("options.capped", true)))
                  .first()
              != null;
    } catch (MongoException notAllowed) {
      capped = false; // who may not look at the options can still write
    }
    if (capped) {
      throw failed(
          "Cannot write the dead letter",
          "the collection is capped, so it would lose its oldest letters",
          "Name a collection that is not.",
          null);
    }
    checked = true;
  }

  @Override
  public void forEach(Consumer<? super DeadLetter> reader) {
    asked(
        "Cannot read the dead letters",
        () -> {
          letters
              .find(exists(LetterForm.VERSION_FIELD))
              .sort(Sorts.ascending("lastFailedAt", ID))
              .allowDiskUse(true)
              .timeoutMode(TimeoutMode.ITERATION) // the reader may take its time
              .forEach(document -> reader.accept(parsed(document)));
          return true;
        });
  }

  @Override
  public @Nullable DeadLetter read(String id) {
    RawBsonDocument found =
        asked(
            "Cannot read the dead letter",
            () -> letters.find(and(eq(ID, id), exists(LetterForm.VERSION_FIELD))).first());
    return found == null ? null : asked("Cannot read the dead letter", () -> parsed(found));
  }

  @Override
  public int delete(Collection<String> ids) {
    return asked(
        "Cannot delete dead letters",
        () -> {
          // The parts first: a letter whose end is missing can still be deleted.
          parts.delete(ids);
          long gone =
              letters
                  .deleteMany(and(in(ID, Set.copyOf(ids)), exists(LetterForm.VERSION_FIELD)))
                  .getDeletedCount();
          return Math.toIntExact(gone);
        });
  }

  /** Closes the client if it is the store's own. Closing twice does nothing. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }

  private DeadLetter parsed(RawBsonDocument document) {
    try {
      LetterForm.checkVersion(document);
      BsonDocument head = new BsonDocument();
      document.forEach(
          (name, value) -> {
            if (!name.equals(LetterForm.EVENT) && !name.equals(LetterForm.BYTES)) {
              head.append(name, value);
            }
          });
      byte[] event =
          document.get(LetterForm.EVENT) instanceof RawBsonDocument readable
              ? LetterForm.bytesOf(readable)
              : parts.read(document);
      return LetterForm.parse(head, event);
    } catch (IllegalArgumentException notOurs) {
      throw failed(
          "Cannot read the dead letter",
          "the document "
              + (document.isString(ID) ? document.getString(ID).getValue() : "of another _id")
              + " cannot be read: "
              + notOurs.getMessage(),
          "It was left as it is: name another collection, or delete it by hand.",
          notOurs);
    }
  }

  private <T extends @Nullable Object> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException failure) {
      String kind = failure.getClass().getSimpleName();
      throw failed(
          what,
          "the server does not do it ("
              + (failure.getCode() > 0 ? "code " + failure.getCode() : kind)
              + ")",
          "Check that its primary is up, and that this user may find, insert and remove there.",
          failure);
    }
  }

  private DeadLetterFailedException failed(
      String what, String why, String cure, @Nullable Exception cause) {
    return new DeadLetterFailedException(
        new Explanation(what, namespace.getFullName(), why, cure), cause);
  }
}
