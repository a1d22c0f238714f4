package dev.fairlead.core.agenda;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody probably meant. Works within a budget: a hostile document can ask often and
 * with many long names, and then gets no more suggestions.
 */
final class NearestName {
  private static final int MAX_DISTANCE = 2;

  /** Cells of distance tables one document may cost; about 0.1 s. */
  private long budget = 20_000_000;

  /** A sentence with a blank in front, or nothing. */
  String didYouMean(String name, Collection<String> candidates) {
    return find(name, candidates)
        .map(near -> " Did you mean " + Quoted.name(near) + "?")
        .orElse("");
  }

  /** The nearest candidate, ignoring case, if at most a third of the name is different. */
  private Optional<String> find(String name, Collection<String> candidates) {
    var wanted = name.toLowerCase(Locale.ROOT);
    int best = Math.min(MAX_DISTANCE, Math.max(1, name.length() / 3)) + 1;
    Optional<String> nearest = Optional.empty();
    for (var candidate : candidates) {
      boolean isFar = Math.abs(candidate.length() - name.length()) >= best || name.length() < 2;
      budget -= isFar ? 1 : (long) name.length() * candidate.length();
      if (budget < 0) {
        return Optional.empty();
      }
      if (isFar) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Levenshtein's distance: characters put in, left out or changed. */
  private static int distance(String one, String other) {
    var previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + changed);
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
