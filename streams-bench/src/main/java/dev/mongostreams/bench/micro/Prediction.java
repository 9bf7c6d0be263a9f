package dev.mongostreams.bench.micro;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.ObjectId;

/**
 * The document of an insert as a class of a user's own.
 *
 * @param id of the document
 * @param model which model predicted
 * @param confidence from 0 to 1
 * @param scores of each class
 * @param source where it ran
 * @param at when
 * @param text what it was about, which is most of the bytes
 */
public record Prediction(
    @BsonId ObjectId id,
    String model,
    double confidence,
    List<Double> scores,
    Source source,
    Instant at,
    String text) {

  /**
   * Where a model ran.
   *
   * @param host its name
   * @param version of the model
   */
  public record Source(String host, int version) {}
}
