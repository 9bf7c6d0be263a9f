package dev.mongostreams.demo.example;

/**
 * One real-world example, a subcommand of the demo. Its class carries a picocli {@code @Command}
 * with a description, and {@code @Option} fields for what it alone understands; {@code --mongo},
 * {@code --for}, {@code --rate} and {@code --help} are added to them.
 */
public interface Example {

  /**
   * Returns what it is called on the command line.
   *
   * @return one word
   */
  String name();

  /**
   * Runs until {@link ExampleRun#awaitEnd()} returns, then settles and counts. Everything it
   * started has ended when this returns, also when it throws.
   *
   * @param run the server, the database, the end
   * @return the figures of this run
   * @throws Exception whatever goes wrong; it is told, and the exit code is 1
   */
  Summary run(ExampleRun run) throws Exception;
}
