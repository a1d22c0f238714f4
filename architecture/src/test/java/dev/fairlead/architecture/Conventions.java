package dev.fairlead.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** How entry points, packages, tests and ports look everywhere. */
final class Conventions {
  private Conventions() {}

  static List<HouseRule> rules() {
    return List.of(
        HouseRule.onMain(
            "entryPointsAreShells",
            scope ->
                classes()
                    .that(areEntryPoints())
                    .should()
                    .haveModifier(JavaModifier.FINAL)
                    .andShould()
                    .haveSimpleNameEndingWith("Lambda")
                    .andShould()
                    .resideInAPackage("..lambda..")
                    .because("what a function does must not need Lambda to be run")),
        HouseRule.onAll(
            "nobodyMocks",
            scope ->
                noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..org.mockito..", "..org.easymock..", "..org.jmock..")
                    .because("a mock tests which calls are made, not what comes of them")),
        new HouseRule("everythingHasOneRoot", Conventions::strays),
        new HouseRule("everyPackageIsNullMarked", Conventions::packagesNotNullMarked),
        new HouseRule("everyPortHasAContract", Conventions::portsWithoutContract));
  }

  private static DescribedPredicate<JavaClass> areEntryPoints() {
    return assignableTo("com.amazonaws.services.lambda.runtime.RequestHandler")
        .or(assignableTo("com.amazonaws.services.lambda.runtime.RequestStreamHandler"))
        .and(not(INTERFACES));
  }

  /** A seed's stray is a class beside the packages that every module's code is in. */
  private static List<String> strays(Scope scope) {
    return scope.all().stream()
        .filter(type -> !type.getPackageName().startsWith(scope.root() + "."))
        .map(type -> type.getName() + " is in no package below " + scope.root())
        .sorted()
        .toList();
  }

  private static List<String> packagesNotNullMarked(Scope scope) {
    return scope.main().stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !type.getPackage().isAnnotatedWith(NullMarked.class))
        .map(type -> type.getName() + " is in a package without @NullMarked in its package-info")
        .sorted()
        .toList();
  }

  /**
   * A port is an interface of core.port that is not the head of a family of values: nothing in its
   * own package implements it. Its contract is named after it, and somebody's test has to keep it.
   */
  private static List<String> portsWithoutContract(Scope scope) {
    var broken = new ArrayList<String>();
    String ports = scope.root() + ".core.port";
    for (JavaClass port : scope.main()) {
      boolean isPort =
          port.getPackageName().equals(ports)
              && port.isInterface()
              && port.isTopLevelClass()
              && !port.getSimpleName().equals("package-info")
              // A launcher is not stored state seen two ways: it runs things or says it can't.
              && !port.getSimpleName().endsWith("Launcher")
              && port.getAllSubclasses().stream()
                  .noneMatch(value -> value.getPackageName().equals(ports));
      if (isPort && !isHeldToContract(port.getSimpleName() + "Contract", scope)) {
        broken.add(
            port.getName() + " has no " + port.getSimpleName() + "Contract that a test extends");
      }
    }
    return broken;
  }

  private static boolean isHeldToContract(String contract, Scope scope) {
    return scope.all().stream()
        .filter(type -> type.getSimpleName().equals(contract))
        .anyMatch(type ->
            type.getAllSubclasses().stream()
                .anyMatch(test -> !test.getModifiers().contains(JavaModifier.ABSTRACT)));
  }
}
