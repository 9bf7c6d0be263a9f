package dev.mongostreams.audit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import dev.mongostreams.failure.Explanation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** The collection of a log: rows are added to it, and read again to see that they are there. */
final class Rows {
  /** A call gives up after this time; until then the driver tries again by itself. */
  static final int LIMIT_SECONDS = 30;

  private static final int OVERFLOW = 15;
  private static final String WHAT = "Cannot write the audit log";
  private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

  private final MongoCollection<BsonDocument> collection;

  private Rows(MongoCollection<BsonDocument> collection) {
    this.collection = collection;
  }

  static Rows in(MongoCollection<?> collection) {
    return new Rows(
        collection
            .withDocumentClass(BsonDocument.class)
            .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
            .withReadPreference(ReadPreference.primary())
            .withReadConcern(ReadConcern.MAJORITY)
            .withWriteConcern(WriteConcern.MAJORITY)
            .withTimeout(LIMIT_SECONDS, TimeUnit.SECONDS));
  }

  MongoNamespace namespace() {
    return collection.getNamespace();
  }

  /**
   * What became of rows.
   *
   * @param repeated how many were there already
   * @param tooDeep places of those that have more levels than a document may have
   */
  record Answer(int repeated, List<Integer> tooDeep) {}

  /**
   * Adds rows.
   *
   * @param rows with an {@code _id} each
   */
  Answer add(List<BsonDocument> rows) {
    try {
      collection.insertMany(rows, UNORDERED);
      return new Answer(0, List.of());
    } catch (MongoBulkWriteException some) {
      if (some.getWriteConcernError() != null) {
        throw some; // refused rows wait for the majority too: nobody knows of them yet
      }
      refuseOtherErrors(some);
      List<Integer> there = places(some, error -> !isTooDeep(error));
      refuseOtherIndexes(there.stream().map(place -> rows.get(place)).toList(), some);
      return new Answer(there.size(), places(some, Rows::isTooDeep));
    }
  }

  /** For a server that keeps documents of fewer levels than others do. */
  AuditFailedException refusedForDepth() {
    return failed(
        "the server refuses a row for its levels of nesting (code 15), though it has no more than"
            + " 180",
        "Set maxBSONDepth back to what the server comes with.",
        null);
  }

  private static List<Integer> places(
      MongoBulkWriteException some, Predicate<BulkWriteError> wanted) {
    return some.getWriteErrors().stream().filter(wanted).map(BulkWriteError::getIndex).toList();
  }

  private static boolean isTooDeep(BulkWriteError error) {
    return error.getCode() == OVERFLOW;
  }

  private void refuseOtherErrors(MongoBulkWriteException some) {
    for (BulkWriteError error : some.getWriteErrors()) {
      if (error.getCategory() != ErrorCategory.DUPLICATE_KEY && !isTooDeep(error)) {
        throw failed(
            "the server refuses a row (code " + error.getCode() + ")",
            "Look at the cause for what it says; take rules of validation away from the collection.",
            some);
      }
    }
  }

  /** The driver does not say which index refused a row, so the rows are looked for. */
  private void refuseOtherIndexes(List<BsonDocument> rows, MongoBulkWriteException some) {
    Set<BsonValue> there =
        rows.stream().map(row -> row.get(RecordForm.ID)).collect(Collectors.toSet());
    long found = collection.countDocuments(Filters.in(RecordForm.ID, there));
    if (found < there.size()) {
      throw failed(
          "a unique index that is not the one of _id refuses "
              + (there.size() - found)
              + " rows (code 11000)",
          "Drop that index, or make it one that is not unique.",
          some);
    }
  }

  /** A capped collection drops its oldest rows when it is full, without a word. */
  void refuseCapped() {
    BsonDocument statistics;
    try {
      statistics =
          collection
              .aggregate(
                  List.of(
                      new BsonDocument(
                          "$collStats", new BsonDocument("storageStats", new BsonDocument())),
                      Aggregates.project(Projections.include("storageStats.capped"))))
              .first();
    } catch (MongoCommandException cannotTell) {
      return; // not there yet, or without the right to look: the first row will tell
    } catch (MongoException silent) {
      throw failed(
          "no primary answers (" + silent.getClass().getSimpleName() + ")",
          "Check that its replica set has a primary, and that this host reaches it.",
          silent);
    }
    if (statistics != null
        && statistics
            .getDocument("storageStats", new BsonDocument())
            .getBoolean("capped", BsonBoolean.FALSE)
            .getValue()) {
      throw failed(
          "the collection is capped, so it would lose its oldest rows",
          "Name a collection that is not.",
          null);
    }
  }

  private AuditFailedException failed(String why, String cure, @Nullable Exception cause) {
    return new AuditFailedException(
        new Explanation(WHAT, collection.getNamespace().getFullName(), why, cure), cause);
  }
}
