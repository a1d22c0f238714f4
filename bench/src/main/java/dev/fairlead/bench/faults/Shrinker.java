package dev.fairlead.bench.faults;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for the least of a seed that still breaks a promise. */
final class Shrinker {
  private static final int MAX_RUNS = 80;

  private final Predicate<Scope> breaks;
  private int runs;

  /**
   * A shrinker of one seed.
   *
   * @param breaks runs it so far and says whether a promise was broken
   */
  Shrinker(Predicate<Scope> breaks) {
    this.breaks = breaks;
  }

  /**
   * The least that was found.
   *
   * @param scope of a run that breaks a promise
   * @param agendas how many it has, at most
   * @param operations of an agenda, at most
   * @param faults that were injected
   */
  Scope shrink(Scope scope, int agendas, int operations, int faults) {
    Scope least = fewerAgendas(scope, agendas);
    least = fewerFaults(least, faults);
    least = fewerOperations(least, operations);
    least = fewerAgendas(least, agendas);
    return fewerFaults(least, Math.min(least.faults(), faults));
  }

  private Scope fewerAgendas(Scope scope, int agendas) {
    Set<Integer> kept =
        scope
            .agendas()
            .orElseGet(() -> IntStream.range(0, agendas).boxed().collect(Collectors.toSet()));
    Scope least = scope;
    for (int agenda : new TreeSet<>(kept)) {
      var without = new TreeSet<>(least.agendas().orElse(kept));
      without.remove(agenda);
      if (!without.isEmpty()) {
        least = better(least, least.withAgendas(without));
      }
    }
    return least;
  }

  private Scope fewerFaults(Scope scope, int faults) {
    return fewest(scope, -1, faults, scope::withFaults);
  }

  private Scope fewerOperations(Scope scope, int operations) {
    return fewest(scope, 0, operations, scope::withOperations);
  }

  /**
   * Halves the way between what is too few and what is enough.
   *
   * @param tooFew of something, so that no promise is broken any more
   * @param enough of it
   */
  private Scope fewest(Scope scope, int tooFew, int enough, IntFunction<Scope> with) {
    Scope least = scope;
    int good = tooFew;
    int bad = enough;
    while (bad - good > 1) {
      int middle = (good + bad) / 2;
      Scope tried = with.apply(middle);
      if (stillBreaks(tried)) {
        least = tried;
        bad = middle;
      } else {
        good = middle;
      }
    }
    return least;
  }

  private Scope better(Scope now, Scope smaller) {
    return stillBreaks(smaller) ? smaller : now;
  }

  private boolean stillBreaks(Scope scope) {
    return ++runs <= MAX_RUNS && breaks.test(scope);
  }
}
