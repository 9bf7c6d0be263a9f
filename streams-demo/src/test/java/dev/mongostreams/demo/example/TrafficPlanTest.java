package dev.mongostreams.demo.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class TrafficPlanTest {
  private static final int COUNT = 20_000;

  private final TrafficPlan plan = new TrafficPlan();
  private final List<PlannedWrite> writes =
      Stream.generate(plan::next).limit(COUNT).collect(Collectors.toList());

  @Test
  void writesMostlyPredictions() {
    assertThat(inserts("predictions").size()).isBetween(COUNT / 2, COUNT * 9 / 10);
  }

  @Test
  void changesModelsInEveryWay() {
    Map<Class<?>, Long> kinds =
        writes.stream()
            .filter(write -> write.collection().equals("models"))
            .collect(
                Collectors.groupingBy(write -> write.write().getClass(), Collectors.counting()));

    assertThat(kinds)
        .containsOnlyKeys(
            InsertOneModel.class,
            UpdateOneModel.class,
            ReplaceOneModel.class,
            DeleteOneModel.class);
  }

  @Test
  void namesTheFieldsOfAPredictionAsTheGuideDoes() {
    assertThat(inserts("predictions"))
        .allSatisfy(
            prediction ->
                assertThat(prediction)
                    .containsOnlyKeys(
                        "id", "model_version_id", "input", "output", "confidence", "timestamp"));
  }

  @Test
  void numbersPredictionsFromOneWithoutAHole() {
    List<Long> numbers =
        inserts("predictions").stream().map(prediction -> prediction.getLong("id")).toList();

    assertThat(numbers.get(0)).isEqualTo(1);
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size());
  }

  private List<Document> inserts(String collection) {
    return writes.stream()
        .filter(write -> write.collection().equals(collection))
        .map(PlannedWrite::write)
        .filter(InsertOneModel.class::isInstance)
        .map(TrafficPlanTest::document)
        .toList();
  }

  private static Document document(WriteModel<Document> write) {
    return ((InsertOneModel<Document>) write).getDocument();
  }
}
