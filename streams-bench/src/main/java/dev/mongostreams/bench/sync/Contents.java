package dev.mongostreams.bench.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/**
 * What is in a collection or a table.
 *
 * @param rows how many
 * @param checksum over all their values
 */
public record Contents(long rows, long checksum) {

  /** Sums models up; those of a collection and of a table must come in the same order. */
  static Contents of(Iterable<Model> models) {
    CRC32 sum = new CRC32();
    long rows = 0;
    for (Model model : models) {
      sum.update(model.toString().getBytes(UTF_8));
      rows++;
    }
    return new Contents(rows, sum.getValue());
  }
}
