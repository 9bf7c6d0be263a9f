package dev.mongostreams.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PublicApiTest {
  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mongostreams.bench");

  @Test
  void measuresWhatUsersCanCall() {
    noClasses()
        .that()
        .resideInAPackage("dev.mongostreams.bench..")
        .and()
        .resideOutsideOfPackage("dev.mongostreams.bench.inside..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.mongostreams.internal..")
        .check(ours);
  }
}
