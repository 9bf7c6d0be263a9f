package dev.mongostreams.demo.ai;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * A collection whose documents carry a number of their own in {@code id}, from 1 on. A unique index
 * keeps numbers apart instead of a counter, so that a watcher of the database sees no writes but
 * the data's.
 */
final class NumberedCollection {
  /** Somebody wins each round, so this many lost rounds need as many writers at once. */
  private static final int MAX_ROUNDS = 100;

  private final MongoCollection<Document> documents;

  private NumberedCollection(MongoCollection<Document> documents) {
    this.documents = documents;
  }

  static NumberedCollection in(MongoDatabase database, String name) {
    MongoCollection<Document> documents = database.getCollection(name);
    documents.createIndex(Indexes.ascending("id"), new IndexOptions().unique(true));
    return new NumberedCollection(documents);
  }

  /** Returns the document as stored, its number included. */
  Document insert(Document fields) {
    for (int round = 1; ; round++) {
      Document numbered = new Document("id", highest() + 1);
      numbered.putAll(fields);
      try {
        documents.insertOne(numbered);
        return numbered;
      } catch (MongoWriteException refused) {
        if (round == MAX_ROUNDS
            || refused.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
          throw refused;
        }
      }
    }
  }

  boolean update(long id, Bson change) {
    return documents.updateOne(Filters.eq("id", id), change).getMatchedCount() == 1;
  }

  boolean delete(long id) {
    return documents.deleteOne(Filters.eq("id", id)).getDeletedCount() == 1;
  }

  boolean has(long id) {
    return find(id).isPresent();
  }

  Optional<Document> find(long id) {
    return Optional.ofNullable(documents.find(Filters.eq("id", id)).first());
  }

  <T> List<T> findBy(String field, long value, Function<Document, T> mapping) {
    return documents
        .find(Filters.eq(field, value))
        .sort(Sorts.ascending("id"))
        .map(mapping::apply)
        .into(new ArrayList<>());
  }

  private long highest() {
    Document last =
        documents.find().projection(Projections.include("id")).sort(Sorts.descending("id")).first();
    return last == null ? 0 : last.getLong("id");
  }
}
