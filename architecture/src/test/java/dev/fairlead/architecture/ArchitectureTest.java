package dev.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every module to the rules, and every rule to catching a violation: one that never fails is
 * not known to work. The seeds lay out the packages of the tree below a root of their own; they
 * carry no package-info, since one of the rules is about exactly that.
 */
final class ArchitectureTest {
  private static final List<HouseRule> RULES =
      Stream.of(Boundaries.rules(), Injection.rules(), Conventions.rules())
          .flatMap(List::stream)
          .toList();

  @TestFactory
  Stream<DynamicTest> holdsInEveryModule() {
    var main = HouseClasses.main();
    var all = HouseClasses.all();
    var tree = new Scope("dev.fairlead", main, all);
    return RULES.stream()
        .map(rule ->
            dynamicTest(
                rule.name(),
                () -> assertThat(rule.violations().apply(tree)).as(rule.name()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> catchesItsSeededViolation() {
    return RULES.stream()
        .map(rule ->
            dynamicTest(
                rule.name(),
                () ->
                    assertThat(rule.violations().apply(seeded(rule)))
                        .as(rule.name())
                        .anyMatch(line -> line.contains("Seeded"))
                        .noneMatch(line -> line.contains("Innocent"))));
  }

  @Test
  void looksAtTheWholeTree() {
    var main = HouseClasses.main();

    assertThat(main.stream().map(type -> type.getPackageName()))
        .contains("dev.fairlead.core.port", "dev.fairlead.catalog");
  }

  private static Scope seeded(HouseRule rule) {
    JavaClasses classes = new ClassFileImporter().importPackages(rule.seededPackage());
    return new Scope(rule.seededPackage(), classes, classes);
  }
}
