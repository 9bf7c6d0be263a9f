package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.internal.source.EventBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private static int route(String namespace, String key) {
    ChangeEvent event =
        ChangeEvent.of(
            RawBsonDocument.parse(
                "{operationType: 'insert', ns: {db: 'aidb', coll: '"
                    + namespace
                    + "'}, documentKey: "
                    + key
                    + "}"));
    var batch = new EventBatch(List.of(event), after(1), false, 0, null);
    return Routes.of(batch, Lanes.COUNT, any -> true).of(0);
  }

  @Test
  void oneIdHasOneLaneWhateverTheTypeOfItsNumber() {
    int lane = route("models", "{_id: 1}");

    assertThat(route("models", "{_id: {$numberLong: '1'}}")).isEqualTo(lane);
    assertThat(route("models", "{_id: 1.0}")).isEqualTo(lane);
    assertThat(route("models", "{_id: {$numberDecimal: '1.00'}}")).isEqualTo(lane);
  }

  @Test
  void theShardKeyDoesNotCount() {
    assertThat(route("models", "{shard: 7, _id: 1}")).isEqualTo(route("models", "{_id: 1}"));
  }

  @Test
  void collectionsDoNotShareTheirKeys() {
    Set<Integer> lanes = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      lanes.add(route("models" + i, "{_id: 1}"));
    }

    assertThat(lanes).hasSizeGreaterThan(10);
  }

  @Test
  void keysThatFollowOneAnotherSpreadOverAllLanes() {
    Set<Integer> lanes = new HashSet<>();
    for (int id = 0; id < 20_000; id++) {
      lanes.add(route("models", "{_id: " + id + "}"));
    }

    assertThat(lanes).hasSizeGreaterThan(Lanes.COUNT * 99 / 100);
    assertThat(lanes).allMatch(lane -> lane >= 0 && lane < Lanes.COUNT);
  }
}
