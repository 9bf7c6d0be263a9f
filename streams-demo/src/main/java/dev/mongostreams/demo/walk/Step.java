package dev.mongostreams.demo.walk;

import java.util.List;

/**
 * One section of the guide, played for real. Of one use; its source file lies beside its class and
 * holds the regions it shows.
 */
public interface Step {

  /**
   * Returns what the step is called.
   *
   * @return a few words, unique among the steps
   */
  String title();

  /**
   * Returns which section of the guide this is.
   *
   * @return the heading as the guide has it
   */
  String section();

  /**
   * Returns what is about to happen.
   *
   * @return a few sentences for somebody who sees this for the first time
   */
  String summary();

  /**
   * Returns which parts of its source do it.
   *
   * @return names of regions, in the order a reader wants them
   */
  List<String> regions();

  /**
   * Plays the step. Everything it starts has ended when it returns.
   *
   * @param stage what to write to, watch and print on
   * @throws NotAsTold when something is not as the step tells
   * @throws Exception whatever else goes wrong
   */
  void run(Stage stage) throws Exception;
}
