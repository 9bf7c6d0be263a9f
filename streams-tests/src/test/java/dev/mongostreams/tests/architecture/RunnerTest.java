package dev.mongostreams.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import dev.mongostreams.ChangeStreams;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Threads, locks, waits and clocks live in the runner alone. That is what makes the simulation
 * true: all that can happen in an order of its own happens there.
 */
@AnalyzeClasses(
    packagesOf = ChangeStreams.class,
    importOptions = {ImportOption.DoNotIncludeTests.class, OnlyCore.class})
class RunnerTest {
  private static final String RUNNER = "dev.mongostreams.internal.run";

  private static final Map<String, Set<String>> CLOCKS_AND_WAITS =
      Map.of(
          System.class.getName(), Set.of("nanoTime", "currentTimeMillis"),
          Object.class.getName(), Set.of("wait", "notify", "notifyAll"),
          Instant.class.getName(), Set.of("now"));

  @ArchTest
  static final ArchRule onlyTheRunnerKnowsThreadsAndLocks =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNNER)
          .should()
          .dependOnClassesThat(describe("stand for threads, locks or waits", RunnerTest::waits));

  @ArchTest
  static final ArchRule onlyTheRunnerLooksAtClocksAndWaits =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNNER)
          .should(
              ArchConditions.accessTargetWhere(
                  describe("are clocks or waits", RunnerTest::isClockOrWait)));

  private static boolean waits(JavaClass used) {
    return used.isEquivalentTo(Thread.class)
        || used.isEquivalentTo(Clock.class)
        || used.getPackageName().equals("java.util.concurrent.locks")
        || used.isAssignableTo(BlockingQueue.class)
        || used.isAssignableTo(Executor.class)
        || used.isAssignableTo(CompletableFuture.class)
        || used.isEquivalentTo(CountDownLatch.class)
        || used.isEquivalentTo(Semaphore.class);
  }

  private static boolean isClockOrWait(JavaAccess<?> access) {
    return CLOCKS_AND_WAITS
        .getOrDefault(access.getTargetOwner().getName(), Set.of())
        .contains(access.getName());
  }
}
