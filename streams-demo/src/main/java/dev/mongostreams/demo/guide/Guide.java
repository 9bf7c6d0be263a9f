package dev.mongostreams.demo.guide;

import dev.mongostreams.demo.walk.Step;
import java.util.List;

/** The steps of the walk through the guide. */
public final class Guide {
  private Guide() {}

  /**
   * Makes the steps anew.
   *
   * @return one for each section, in the order of the guide
   */
  public static List<Step> steps() {
    return List.of(
        new CreateDatabase(),
        new BasicUsage(),
        new CustomCallback(),
        new BackgroundWatching(),
        new SeveralCollections(),
        new QueueProcessing(),
        new EventStructure(),
        new OperationTypes(),
        new OperationFilter(),
        new PipelineFilter(),
        new FullDocumentModes(),
        new ResumeAfterStop(),
        new WatcherFigures());
  }
}
