package dev.mongostreams.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Engine;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.local.Standalone;
import dev.mongostreams.tests.spec.format.ServerVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * MongoDB's own cases for change streams, on both engines. The cases are not ours and not here:
 * {@code streams.spec.dir} names the directory they lie in.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ChangeStreamSpecificationIT {
  private static final String DIRECTORY = "streams.spec.dir";

  /** The server whose numbers are known by heart. */
  private static final ServerVersion COUNTED = new ServerVersion(6, 0, 27);

  private static final int RUN_THERE = 65;
  private static final int SKIPPED_THERE = 24;

  private List<SpecificationCase> cases = List.of();
  private List<TestServer> servers = List.of();
  private ReplicaSet rs0;
  private CaseDatabases databases;
  private Standalone standalone;

  // Maven passes a property that nobody set as an empty one.
  private static String directory() {
    return System.getProperty(DIRECTORY, "").strip();
  }

  @BeforeAll
  void startServers() {
    if (directory().isEmpty()) {
      return;
    }
    cases = SpecificationCase.readAll(Path.of(directory()));
    // One of its own: injected errors would hit the clients of other tests.
    rs0 = ReplicaSet.builder().parameter("enableTestCommands", "1").start();
    standalone = Standalone.start();
    servers = List.of(TestServer.of(rs0.uri()), TestServer.of(standalone.uri()));
    Assumptions.assumeTrue(
        servers.get(0).takesTestCommands(), "The set that was given takes no test commands");
    databases = CaseDatabases.claim(cases, rs0);
  }

  @AfterAll
  void endServers() {
    if (standalone != null) {
      standalone.close();
    }
    if (databases != null) {
      databases.drop();
    }
    if (rs0 != null) {
      rs0.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> casesOnTheCommandEngine() {
    return tests(Engine.COMMAND);
  }

  @TestFactory
  Stream<DynamicTest> casesOnTheDriverEngine() {
    return tests(Engine.DRIVER);
  }

  private Stream<DynamicTest> tests(Engine engine) {
    if (directory().isEmpty()) {
      return Stream.of(
          DynamicTest.dynamicTest(
              "all specification cases",
              () ->
                  Assumptions.abort(
                      "Pass the directory of the cases by -D" + DIRECTORY + " to run them")));
    }
    Tally tally = new Tally();
    return Stream.concat(
        cases.stream().map(one -> test(one, engine, tally)),
        Stream.of(
            DynamicTest.dynamicTest(
                "as many cases as the server is meant for", () -> check(tally, engine))));
  }

  private DynamicTest test(SpecificationCase one, Engine engine, Tally tally) {
    return DynamicTest.dynamicTest(
        one.name(),
        () -> {
          Optional<TestServer> server = servers.stream().filter(one::appliesTo).findFirst();
          if (server.isEmpty()) {
            tally.skipped++;
            Assumptions.abort("Its runOnRequirements ask for another server");
          } else {
            tally.ran++;
            new CaseRun(one, server.get(), engine).run();
          }
        });
  }

  private void check(Tally tally, Engine engine) {
    System.out.printf(
        "specification cases on %s: %d ran, %d skipped%n", engine, tally.ran, tally.skipped);
    if (servers.stream().allMatch(server -> server.version().equals(COUNTED))) {
      assertThat(tally.ran).isEqualTo(RUN_THERE);
      assertThat(tally.skipped).isEqualTo(SKIPPED_THERE);
    }
  }

  private static final class Tally {
    private int ran;
    private int skipped;
  }
}
