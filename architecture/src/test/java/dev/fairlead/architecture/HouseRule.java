package dev.fairlead.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A rule of the house.
 *
 * @param name a sentence; its seeded violation lives in the package of that name in lower case
 * @param violations what breaks the rule in a scope, a line each; empty when it holds
 */
record HouseRule(String name, Function<Scope, List<String>> violations) {
  /** A rule about what is shipped. */
  static HouseRule onMain(String name, Function<Scope, ArchRule> rule) {
    return new HouseRule(name, scope -> broken(rule.apply(scope), scope, false));
  }

  /** A rule that tests have to keep too. */
  static HouseRule onAll(String name, Function<Scope, ArchRule> rule) {
    return new HouseRule(name, scope -> broken(rule.apply(scope), scope, true));
  }

  /** A module that is not there, or has no such class, breaks nothing. */
  private static List<String> broken(ArchRule rule, Scope scope, boolean withTests) {
    return rule.allowEmptyShould(true)
        .evaluate(withTests ? scope.all() : scope.main())
        .getFailureReport()
        .getDetails();
  }

  String seededPackage() {
    return "dev.fairlead.architecture.seeded." + name.toLowerCase(Locale.ROOT);
  }
}
