package dev.mongostreams.demo.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend promises. A test of a backend adds an open, empty database. */
abstract class AiDatabaseContract {

  /** An open database with nothing in it; closed by whoever made it. */
  abstract AiDatabase db();

  @Test
  void findsAModelAsItWasCreated() {
    Model created = db().createModel("classifier", "resnet50");

    assertThat(db().findModel(created.id())).contains(created);
    assertThat(created.name()).isEqualTo("classifier");
    assertThat(created.architecture()).isEqualTo("resnet50");
    assertThat(created.createdAt())
        .isCloseTo(Instant.now(), org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES));
  }

  @Test
  void findsNoModelOfANumberThatWasNotGiven() {
    assertThat(db().findModel(1)).isEmpty();
  }

  @Test
  void numbersModelsFromOne() {
    assertThat(db().createModel("a", "tree").id()).isEqualTo(1);
    assertThat(db().createModel("b", "tree").id()).isEqualTo(2);
  }

  @Test
  void givesEachModelANumberOfItsOwnUnderConcurrentWriters() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      Callable<Long> create = () -> db().createModel("a", "tree").id();
      List<Future<Long>> ids =
          writers.invokeAll(IntStream.range(0, 40).mapToObj(i -> create).toList());

      assertThat(ids)
          .extracting(Future::get)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void updatesTheModelNamedAndNoOther() {
    Model first = db().createModel("a", "tree");
    Model second = db().createModel("b", "tree");

    assertThat(db().updateModel(first.id(), "forest")).isTrue();

    assertThat(db().findModel(first.id()))
        .contains(new Model(first.id(), "a", "forest", first.createdAt()));
    assertThat(db().findModel(second.id())).contains(second);
  }

  @Test
  void saysWhenThereIsNoModelToUpdateOrDelete() {
    assertThat(db().updateModel(7, "forest")).isFalse();
    assertThat(db().deleteModel(7)).isFalse();
  }

  @Test
  void deletesAModelAndKeepsItsVersions() {
    Model model = db().createModel("a", "tree");
    Version version = db().createVersion(model.id(), "1.0.0");

    assertThat(db().deleteModel(model.id())).isTrue();

    assertThat(db().findModel(model.id())).isEmpty();
    assertThat(db().findVersions(model.id())).containsExactly(version);
  }

  @Test
  void findsTheVersionsOfOneModelOldestFirst() {
    Model model = db().createModel("a", "tree");
    Model other = db().createModel("b", "tree");
    Version first = db().createVersion(model.id(), "1.0.0");
    db().createVersion(other.id(), "1.0.0");
    Version second = db().createVersion(model.id(), "1.1.0");

    assertThat(db().findVersions(model.id())).containsExactly(first, second);
  }

  @Test
  void refusesAVersionOfNoModel() {
    assertThatThrownBy(() -> db().createVersion(7, "1.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot store a version of model 7: there is none of that number.");
  }

  @Test
  void findsAPredictionAsItWasLogged() {
    long version = version();
    Map<String, Object> input =
        Map.of("image", "cat.png", "size", List.of(640, 480), "crop", Map.of("left", 1.5));
    Prediction logged = db().logPrediction(version, input, Map.of("class", "cat"), 0.92);

    assertThat(db().findPredictions(version)).containsExactly(logged);
    assertThat(logged.input()).isEqualTo(input);
    assertThat(logged.output()).isEqualTo(Map.of("class", "cat"));
    assertThat(logged.confidence()).isEqualTo(0.92);
  }

  @Test
  void findsNumbersInTheSmallestKindThatHoldsThem() {
    long version = version();
    List<Object> stored = List.of(640, 640L, 640.0, 0.1, 1L << 31, 1e12, Long.MAX_VALUE, 1e300);
    List<Object> found =
        List.of(
            640,
            640,
            640,
            0.1,
            2_147_483_648L,
            1_000_000_000_000L,
            9_223_372_036_854_775_807L,
            1e300);

    db().logPrediction(version, Map.of("list", stored), Map.of("inner", Map.of("x", 1e7)), 0.5);

    Prediction prediction = db().findPredictions(version).get(0);
    assertThat(prediction.input()).isEqualTo(Map.of("list", found));
    assertThat(prediction.output()).isEqualTo(Map.of("inner", Map.of("x", 10_000_000)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAConfidenceThatIsNotFromZeroToOne(double confidence) {
    long version = version();

    assertThatThrownBy(() -> db().logPrediction(version, Map.of(), Map.of(), confidence))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot store a confidence of " + confidence + ": give a number from 0 to 1.");
    assertThat(db().findPredictions(version)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void takesTheEndsOfTheRange(double confidence) {
    long version = version();

    db().logPrediction(version, Map.of(), Map.of(), confidence);

    assertThat(db().findPredictions(version)).hasSize(1);
  }

  @Test
  void keepsTextAsItIs() {
    long version = version();
    Map<String, Object> text =
        Map.of("a \"b\"", "'; é\u2028 {\\} 92233720368547758080, \uD83E\uDDA6");

    db().logPrediction(version, text, Map.of(), 0.5);

    assertThat(db().findPredictions(version).get(0).input()).isEqualTo(text);
  }

  @Test
  void correctsAConfidence() {
    long version = version();
    Prediction logged = db().logPrediction(version, Map.of(), Map.of(), 0.5);

    assertThat(db().updateConfidence(logged.id(), 0.75)).isTrue();
    assertThat(db().updateConfidence(logged.id() + 1, 0.75)).isFalse();

    assertThat(db().findPredictions(version))
        .extracting(Prediction::confidence)
        .containsExactly(0.75);
  }

  @Test
  void refusesAPredictionAndAMetricOfNoVersion() {
    assertThatThrownBy(() -> db().logPrediction(7, Map.of(), Map.of(), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot store a prediction of version 7: there is none of that number.");
    assertThatThrownBy(() -> db().recordMetric(7, "accuracy", 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot store a metric of version 7: there is none of that number.");
  }

  @Test
  void findsMetricsOldestFirst() {
    long version = version();
    Metric first = db().recordMetric(version, "accuracy", 0.9);
    Metric second = db().recordMetric(version, "accuracy", 0.91);

    assertThat(db().findMetrics(version)).containsExactly(first, second);
  }

  private long version() {
    return db().createVersion(db().createModel("a", "tree").id(), "1.0.0").id();
  }
}
