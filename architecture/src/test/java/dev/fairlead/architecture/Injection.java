package dev.fairlead.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Time, chance, environment and output come from outside; what core holds does not change. */
final class Injection {
  private static final DescribedPredicate<JavaCall<?>> READS_THE_WALL_CLOCK =
      calls("read the wall clock", Injection::readsTheWallClock);
  private static final DescribedPredicate<JavaCall<?>> MAKES_A_CLOCK =
      calls(
          "make a system clock",
          call ->
              call.getName().startsWith("system") && owner(call, Clock.class, InstantSource.class));
  private static final DescribedPredicate<JavaCall<?>> WAITS_OR_MEASURES =
      calls(
          "wait or measure",
          call ->
              named(call, Thread.class, "sleep")
                  || named(call, TimeUnit.class, "sleep")
                  || named(call, System.class, "nanoTime"));
  private static final DescribedPredicate<JavaCall<?>> THROWS_DICE =
      calls("throw dice", Injection::throwsDice);
  private static final DescribedPredicate<JavaCall<?>> READS_THE_ENVIRONMENT =
      calls(
          "read the environment",
          call ->
              named(call, System.class, "getenv")
                  || named(call, System.class, "getProperty")
                  || named(call, System.class, "getProperties"));

  private Injection() {}

  static List<HouseRule> rules() {
    return List.of(
        HouseRule.onMain(
            "wallClockIsInjected",
            scope ->
                noClasses()
                    .that(areNot(entryPoints(), resideInAnyPackage(scope.in("bench"))))
                    .should()
                    .callCodeUnitWhere(READS_THE_WALL_CLOCK)
                    .because("the same seed gives the same run")),
        HouseRule.onMain(
            "clocksAreMadeByPrograms",
            scope ->
                noClasses()
                    .that(areNot(entryPoints(), programs(scope)))
                    .should()
                    .callCodeUnitWhere(MAKES_A_CLOCK)
                    .because("whoever makes a clock decides what time it is")),
        HouseRule.onMain(
            "waitingIsInjected",
            scope ->
                noClasses()
                    .that(areNot(entryPoints(), programs(scope)))
                    .should()
                    .callCodeUnitWhere(WAITS_OR_MEASURES)
                    .because("only a program's own threads live in real time")),
        HouseRule.onMain(
            "chanceIsInjected",
            scope ->
                noClasses()
                    .that(areNot(entryPoints(), programs(scope)))
                    .should()
                    .callCodeUnitWhere(THROWS_DICE)
                    .because("the same seed gives the same run")),
        HouseRule.onMain(
            "environmentIsReadOnce",
            scope ->
                noClasses()
                    .that()
                    .haveNameNotMatching(".*(Settings|Main)(\\$.*)?")
                    .should()
                    .callCodeUnitWhere(READS_THE_ENVIRONMENT)
                    .because("configuration is an interface")),
        HouseRule.onMain(
            "coreValuesAreImmutable",
            scope ->
                fields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(scope.in("core"))
                    .and()
                    .areDeclaredInClassesThat()
                    // A replay stands for a store and for time, and goes on as they do.
                    .resideOutsideOfPackage(scope.in("core.scheduling.replay"))
                    .and()
                    // What others can hold. Inside its package one decision may add up in place.
                    .areDeclaredInClassesThat()
                    .arePublic()
                    .and()
                    // What it builds is the value.
                    .areDeclaredInClassesThat()
                    .doNotHaveSimpleName("Builder")
                    .should()
                    .beFinal()
                    .because("a decision is a function of what it is given")),
        HouseRule.onMain(
            "coreDoesNotLog",
            scope ->
                noClasses()
                    .that()
                    .resideInAPackage(scope.in("core"))
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.lang\\.System\\$Logger.*|java\\.util\\.logging\\..*")
                    .because("outcomes are values")),
        HouseRule.onMain(
            "nobodyPrints",
            scope ->
                noClasses()
                    .that(areNot(named("Main"), resideInAnyPackage(scope.in("cli", "bench"))))
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .callMethod(Throwable.class, "printStackTrace")
                    .because("standard output belongs to whoever runs the program")));
  }

  /** Composition at home: these own threads, a clock and a source of chance, and hand them on. */
  private static DescribedPredicate<JavaClass> programs(Scope scope) {
    return resideInAnyPackage(scope.in("local", "cli", "bench"));
  }

  private static DescribedPredicate<JavaClass> entryPoints() {
    return named("Main|Lambda");
  }

  private static DescribedPredicate<JavaClass> named(String endings) {
    return DescribedPredicate.describe(
        "named *" + endings, type -> type.getName().matches(".*(" + endings + ")(\\$.*)?"));
  }

  private static DescribedPredicate<JavaClass> areNot(
      DescribedPredicate<JavaClass> some, DescribedPredicate<JavaClass> others) {
    return not(some.or(others));
  }

  private static DescribedPredicate<JavaCall<?>> calls(
      String description, Predicate<CodeUnitCallTarget> target) {
    return DescribedPredicate.describe(description, call -> target.test(call.getTarget()));
  }

  private static boolean readsTheWallClock(CodeUnitCallTarget call) {
    boolean now =
        call.getName().equals("now") && call.getOwner().getPackageName().equals("java.time");
    // Given a clock or an instant source, `now` is as injected as what it is given.
    boolean ambient = now && call.getRawParameterTypes().stream().noneMatch(Injection::isClock);
    return ambient
        || named(call, System.class, "currentTimeMillis")
        || (owner(call, Date.class)
            && call.getName().equals("<init>")
            && call.getRawParameterTypes().isEmpty());
  }

  private static boolean isClock(JavaClass type) {
    return type.isAssignableTo(InstantSource.class);
  }

  private static boolean throwsDice(CodeUnitCallTarget call) {
    boolean unseeded =
        owner(call, Random.class, SplittableRandom.class)
            && call.getName().equals("<init>")
            && call.getRawParameterTypes().isEmpty();
    return unseeded
        || named(call, UUID.class, "randomUUID")
        || named(call, Math.class, "random")
        || named(call, RandomGenerator.class, "of")
        || named(call, RandomGenerator.class, "getDefault")
        || owner(call, ThreadLocalRandom.class)
        || call.getOwner().getName().equals("java.security.SecureRandom");
  }

  private static boolean named(CodeUnitCallTarget call, Class<?> owner, String name) {
    return owner(call, owner) && call.getName().equals(name);
  }

  private static boolean owner(CodeUnitCallTarget call, Class<?>... owners) {
    return Set.of(owners).stream().anyMatch(owner -> call.getOwner().isEquivalentTo(owner));
  }
}
