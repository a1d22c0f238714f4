package dev.fairlead.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;

/** Who may know whom. Libraries are matched wherever their package is nested, for the seeds. */
final class Boundaries {
  private static final List<String> FUNCTIONS =
      List.of("agendaservice", "authorizer", "progress", "resourcepool", "reapers");

  private static final String AWS_CLIENTS = "..software.amazon..";
  private static final String AWS_TYPES = "..com.amazonaws..";

  private Boundaries() {}

  static List<HouseRule> rules() {
    return List.of(
        HouseRule.onMain(
            "coreKnowsOnlyTheJdk",
            scope ->
                classes()
                    .that()
                    .resideInAPackage(scope.in("core"))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", scope.in("core"))
                    .because("the rules outlive the cloud")),
        HouseRule.onMain(
            "catalogIsALeaf",
            scope ->
                classes()
                    .that()
                    .resideInAPackage(scope.in("catalog"))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", scope.in("catalog"))
                    .because("it is one declaration, with no rules in it")),
        HouseRule.onMain(
            "coreDoesNotKnowTheCatalog",
            scope ->
                noClasses()
                    .that()
                    .resideInAPackage(scope.in("core"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(scope.in("catalog"))
                    .because("rules must not learn table names")),
        HouseRule.onMain(
            "awsStaysInAdaptersAndShells",
            scope ->
                noClasses()
                    .that(
                        resideOutside(
                            scope.in("aws"),
                            // The shared shells and the ones beside each function.
                            scope.root() + "..lambda..",
                            scope.in("worker"),
                            scope.in("cdk"),
                            scope.in("local"),
                            // Plays the gateway in front of the functions.
                            scope.in("bench"),
                            // Looks at what was deployed.
                            scope.in("doctor.aws"),
                            AWS_CLIENTS,
                            AWS_TYPES))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(AWS_CLIENTS, AWS_TYPES)
                    .because("the same code runs at home")),
        HouseRule.onMain(
            "homeKnowsOfAwsOnlyTheEvents",
            scope ->
                noClasses()
                    .that()
                    .resideInAnyPackage(scope.in("local", "bench"))
                    .should()
                    .dependOnClassesThat(
                        resideInAnyPackage(AWS_CLIENTS, AWS_TYPES)
                            .and(not(resideInAPackage("..com.amazonaws.services.lambda.."))))
                    .because("it calls the functions through their shells and owns no client")),
        confined(
            "jacksonStaysInWire",
            "JSON has one reader and one writer",
            List.of("..com.fasterxml..", "..tools.jackson..", "..org.snakeyaml.."),
            "wire"),
        confined(
            "kubernetesStaysInItsAdapter",
            "its client is too heavy for the other functions",
            List.of("..io.fabric8.."),
            "kubernetes"),
        confined(
            "sshStaysInItsAdapter",
            "who calls hosts holds their keys, and that is one place",
            List.of("..org.apache.sshd.."),
            "ssh"),
        confined(
            "cdkStaysInInfra",
            "nothing that is deployed needs it",
            List.of(
                "..software.amazon.awscdk..",
                "..software.amazon.jsii..",
                "..software.constructs.."),
            "cdk"),
        confined(
            "mvStoreStaysEmbedded",
            "the engine at home can be swapped",
            List.of("..org.h2.."),
            "embedded"),
        confined(
            "celStaysInConditions",
            "it is larger than all the rest of a function",
            List.of("..dev.cel.."),
            "conditions"),
        confined(
            "jsonSchemaStaysInOnePackage",
            "it is loaded only by who asks for it, and can be swapped",
            List.of("..dev.harrel.."),
            "templates.schema"),
        confined(
            "picocliStaysInPrograms",
            "only programs have a command line",
            List.of("..picocli.."),
            "cli",
            "bench",
            "doctor"),
        new HouseRule("functionsDoNotKnowEachOther", Boundaries::functionsThatKnowAnother),
        HouseRule.onMain(
            "featuresAreAcyclic",
            scope ->
                slices()
                    .matching(scope.root() + ".core.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a graph without cycles can be read from one end")),
        HouseRule.onMain(
            "adaptersHideThemselves",
            scope ->
                classes()
                    .that()
                    .resideInAnyPackage(scope.in("aws", "embedded", "kubernetes", "process", "ssh"))
                    .and()
                    .arePublic()
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .haveSimpleNameEndingWith("Adapters")
                    .orShould()
                    .haveSimpleNameEndingWith("Settings")
                    // Found by their service, which names them.
                    .orShould()
                    .haveSimpleNameEndingWith("Driver")
                    .because("what nobody names can be swapped")));
  }

  private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
    return not(resideInAnyPackage(packages));
  }

  private static HouseRule confined(
      String name, String reason, List<String> libraries, String... homes) {
    return HouseRule.onMain(
        name,
        scope -> {
          // A seed nests the library below its own root; the library may know itself.
          var allowed = new ArrayList<>(List.of(scope.in(homes)));
          allowed.addAll(libraries);
          return noClasses()
              .that(resideOutside(allowed.toArray(String[]::new)))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(libraries.toArray(String[]::new))
              .because(reason);
        });
  }

  private static List<String> functionsThatKnowAnother(Scope scope) {
    var broken = new ArrayList<String>();
    for (String function : FUNCTIONS) {
      var others = FUNCTIONS.stream().filter(other -> !other.equals(function)).toList();
      broken.addAll(
          noClasses()
              .that()
              .resideInAPackage(scope.in(function))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(scope.in(others.toArray(String[]::new)))
              .allowEmptyShould(true)
              .evaluate(scope.main())
              .getFailureReport()
              .getDetails());
    }
    return broken;
  }
}
