package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.played.Batches;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.EventBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Deliveries to several lanes; each number is the {@code _id} of an insert, 0 stands for a drop.
 */
final class Deliveries {
  private int place;

  Delivery of(int... ids) {
    return of(event -> true, ids);
  }

  Delivery of(java.util.function.Predicate<ChangeEvent> wanted, int... ids) {
    List<ChangeEvent> events = new ArrayList<>();
    for (int id : ids) {
      place++;
      events.add(id == 0 ? Batches.event(Operation.DROP, place) : Batches.insert(id, place));
    }
    Batch batch = new EventBatch(events, after(place), false, 100L * ids.length, null);
    return new Delivery(batch, after(place), Routes.of(batch, Lanes.COUNT, wanted));
  }
}
