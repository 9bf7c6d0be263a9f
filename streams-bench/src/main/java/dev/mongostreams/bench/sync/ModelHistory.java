package dev.mongostreams.bench.sync;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.mongostreams.bench.reader.ServerTime;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.bson.BsonTimestamp;
import org.bson.Document;

/**
 * A history to read again and again: so many models inserted, then most of them updated, some
 * replaced and the rest deleted. Half of the changes are inserts, three in ten are updates, one is
 * a replace and one a delete. From 2,000 changes on no batch meets a model twice, so that batches
 * save no row.
 *
 * @param collection its name
 * @param start cluster time of the first insert or just before it
 * @param changes how many
 * @param contents what is left at the end
 */
public record ModelHistory(String collection, BsonTimestamp start, int changes, Contents contents) {
  static final String COLLECTION = "models";
  private static final int WRITTEN_AT_ONCE = 1_000;

  /** Writes the history. */
  public static ModelHistory write(MongoClient client, String database, int changes) {
    MongoCollection<Document> models = client.getDatabase(database).getCollection(COLLECTION);
    BsonTimestamp start = ServerTime.next(client);
    long tenth = changes / 10;
    long replaced = 3 * tenth;
    long deleted = 4 * tenth;
    write(models, 0, changes - 5 * tenth, id -> new InsertOneModel<>(Model.of(id, 0).document()));
    write(models, 0, replaced, ModelHistory::update);
    write(
        models,
        replaced,
        deleted,
        id -> new ReplaceOneModel<>(Filters.eq(id), Model.of(id, 1).document()));
    write(models, deleted, 5 * tenth, id -> new DeleteOneModel<>(Filters.eq(id)));
    Contents left = Contents.of(models.find().sort(Sorts.ascending("_id")).map(Model::of));
    return new ModelHistory(COLLECTION, start, changes, left);
  }

  private static WriteModel<Document> update(long id) {
    Model newer = Model.of(id, 1);
    return new UpdateOneModel<>(
        Filters.eq(id),
        Updates.combine(
            Updates.set("parameters", newer.parameters()),
            Updates.set("accuracy", newer.accuracy())));
  }

  private static void write(
      MongoCollection<Document> models,
      long begin,
      long end,
      LongFunction<WriteModel<Document>> write) {
    for (long from = begin; from < end; from += WRITTEN_AT_ONCE) {
      models.bulkWrite(
          LongStream.range(from, Math.min(end, from + WRITTEN_AT_ONCE)).mapToObj(write).toList());
    }
  }
}
