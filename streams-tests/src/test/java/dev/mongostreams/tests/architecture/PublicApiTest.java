package dev.mongostreams.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.mongostreams.ChangeStreams;
import java.util.stream.Stream;

/** What users see of core names nothing of the machine behind it. */
@AnalyzeClasses(
    packagesOf = ChangeStreams.class,
    importOptions = {ImportOption.DoNotIncludeTests.class, OnlyCore.class})
class PublicApiTest {
  private static final DescribedPredicate<JavaClass> INTERNAL =
      resideInAPackage("dev.mongostreams.internal..");
  private static final String[] EXPORTED = {
    "dev.mongostreams",
    "dev.mongostreams.checkpoint",
    "dev.mongostreams.failure",
    "dev.mongostreams.letters",
    "dev.mongostreams.print"
  };

  @ArchTest
  static final ArchRule signaturesNameNoInternalType =
      codeUnits()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(EXPORTED)
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and(describe("users can call", PublicApiTest::visible))
          .should(nameNoInternalType());

  @ArchTest
  static final ArchRule fieldsThatUsersSeeNameNoInternalType =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(EXPORTED)
          .and()
          .arePublic()
          .should()
          .notHaveRawType(INTERNAL)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule publicTypesDescendFromNoInternalType =
      classes()
          .that()
          .resideInAnyPackage(EXPORTED)
          .and()
          .arePublic()
          .should()
          .notBeAssignableTo(INTERNAL);

  private static boolean visible(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        || unit.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static ArchCondition<JavaCodeUnit> nameNoInternalType() {
    return new ArchCondition<>("name no internal type") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        Stream.concat(
                Stream.of(unit.getReturnType()),
                Stream.concat(unit.getParameterTypes().stream(), unit.getExceptionTypes().stream()))
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(INTERNAL)
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getDescription() + " names " + type.getName())));
      }
    };
  }
}
