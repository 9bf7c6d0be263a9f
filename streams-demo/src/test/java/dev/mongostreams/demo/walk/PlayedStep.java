package dev.mongostreams.demo.walk;

import java.util.List;

/** A step that does what a test says. */
public record PlayedStep(String title, List<String> regions, Play play) implements Step {

  /** What the step does. */
  @FunctionalInterface
  public interface Play {
    void on(Stage stage) throws Exception;
  }

  @Override
  public String section() {
    return "None";
  }

  @Override
  public String summary() {
    return "Made for a test.";
  }

  @Override
  public void run(Stage stage) throws Exception {
    play.on(stage);
  }
}
