package dev.fairlead.core.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody probably meant. Works within a budget: a hostile document can ask often and
 * with many long names, and then gets no more suggestions. Not thread-safe.
 */
public final class NearestName {
  private static final int MAX_DISTANCE = 2;

  /** Cells of distance tables that one of these may cost; about 0.1 s. */
  private final Allowance cells = new Allowance(20_000_000);

  /**
   * The nearest candidate, ignoring case, if at most a third of the name is different; of equally
   * near ones the first by the alphabet, so that the answer is the same every time.
   */
  public Optional<String> find(String name, Collection<String> candidates) {
    var wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.min(MAX_DISTANCE, Math.max(1, name.length() / 3));
    int best = limit + 1;
    Optional<String> nearest = Optional.empty();
    for (var candidate : candidates) {
      boolean isFar =
          Math.abs(candidate.length() - name.length()) > Math.min(limit, best) || name.length() < 2;
      if (!cells.take(isFar ? 1 : (long) name.length() * candidate.length())) {
        return Optional.empty();
      }
      if (isFar) {
        continue;
      }
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      boolean isFirst =
          distance == best && nearest.filter(n -> candidate.compareTo(n) < 0).isPresent();
      if (distance < best || isFirst) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /**
   * Characters put in, left out, changed, or swapped with the next (the restricted distance of
   * Damerau and Levenshtein: what was swapped is not changed again).
   */
  private static int distance(String one, String other) {
    var beforePrevious = new int[other.length() + 1];
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
        if (isSwap(one, i, other, j)) {
          current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
        }
      }
      beforePrevious = previous;
      previous = current;
    }
    return previous[other.length()];
  }

  private static boolean isSwap(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
