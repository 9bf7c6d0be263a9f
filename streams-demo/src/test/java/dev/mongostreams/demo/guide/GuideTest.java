package dev.mongostreams.demo.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.walk.Region;
import dev.mongostreams.demo.walk.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideTest {
  static List<Step> steps() {
    return Guide.steps();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyStepShowsCodeOfItsOwnSource(Step step) {
    assertThat(step.regions())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Region.of(step.getClass(), name).lines()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void shownCodeFitsTheScreen(Step step) {
    assertThat(step.regions())
        .flatMap(name -> Region.of(step.getClass(), name).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(96));
  }

  @Test
  void noTwoStepsHaveTheSameTitle() {
    assertThat(Guide.steps()).extracting(Step::title).doesNotHaveDuplicates();
  }
}
