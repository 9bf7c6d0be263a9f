package dev.mongostreams.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.mongodb.MongoException;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.mongostreams.ChangeStreams;

/** Who in core may know whom. */
@AnalyzeClasses(
    packagesOf = ChangeStreams.class,
    importOptions = {ImportOption.DoNotIncludeTests.class, OnlyCore.class})
class CoreLayersTest {
  private static final String INTERNAL = "dev.mongostreams.internal.";

  @ArchTest
  static final ArchRule coreNeedsTheDriverAndSlf4jOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.mongostreams..",
              "java..",
              "javax.net.ssl",
              "com.mongodb..",
              "org.bson..",
              "org.slf4j",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule bsonKnowsNoOtherPartOfTheMachine =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "bson")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.mongostreams.internal..")
                  .and(resideOutsideOfPackage(INTERNAL + "bson")));

  @ArchTest
  static final ArchRule stepMachinesKnowNeitherRunnerNorConnection =
      noClasses()
          .that()
          .resideInAnyPackage(
              INTERNAL + "read",
              INTERNAL + "lanes",
              INTERNAL + "progress",
              INTERNAL + "checkpoint",
              INTERNAL + "watch")
          .should()
          .dependOnClassesThat(resideInAnyPackage(INTERNAL + "run", INTERNAL + "connect"));

  @ArchTest
  static final ArchRule readerLanesAndProgressDoNotKnowTheWatcher =
      noClasses()
          .that()
          .resideInAnyPackage(
              INTERNAL + "read", INTERNAL + "lanes", INTERNAL + "progress", INTERNAL + "checkpoint")
          .should()
          .dependOnClassesThat(resideInAPackage(INTERNAL + "watch"));

  /** Nothing above the seam may come to need one of the engines. */
  @ArchTest
  static final ArchRule onlyTheConnectionKnowsTheEngines =
      noClasses()
          .that()
          .resideOutsideOfPackages(INTERNAL + "source", INTERNAL + "connect")
          .should()
          .dependOnClassesThat(
              resideInAPackage(INTERNAL + "source")
                  .and(simpleNameStartingWith("Command").or(simpleNameStartingWith("Driver"))));

  @ArchTest
  static final ArchRule theReaderKnowsTheDriverByItsFailuresOnly =
      noClasses()
          .that()
          .resideInAnyPackage(
              INTERNAL + "read",
              INTERNAL + "lanes",
              INTERNAL + "progress",
              INTERNAL + "checkpoint",
              INTERNAL + "watch")
          .should()
          .dependOnClassesThat(
              resideInAPackage("com.mongodb..").and(not(assignableTo(MongoException.class))));

  @ArchTest
  static final ArchRule noCyclesInside =
      slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles();

  /** Loggers and listeners tell; what a program prints is the program's. */
  @ArchTest
  static final ArchRule nothingPrints =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
