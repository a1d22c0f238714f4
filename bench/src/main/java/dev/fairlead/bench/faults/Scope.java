package dev.fairlead.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How much of a seed is run: the less, the easier a failure is to read.
 *
 * @param agendas which of them, from 0 on; empty for all
 * @param operations of each agenda, the first so many
 * @param faults after so many all is calm
 * @param undisturbed whether it is another run: one agenda of 2 to 500 operations, and nothing goes
 *     wrong
 */
public record Scope(
    Optional<Set<Integer>> agendas, int operations, int faults, boolean undisturbed) {
  /** All of it. */
  public static final Scope WHOLE =
      new Scope(Optional.empty(), Integer.MAX_VALUE, Integer.MAX_VALUE, false);

  /** One agenda of 2 to 500 operations, and nothing goes wrong. */
  public static final Scope UNDISTURBED = new Scope(Optional.empty(), Integer.MAX_VALUE, 0, true);

  public Scope {
    agendas = agendas.map(Set::copyOf);
    if (operations < 1 || faults < 0) {
      throw new IllegalArgumentException("a scope has an operation and no negative faults");
    }
  }

  Scope withAgendas(Set<Integer> which) {
    return new Scope(Optional.of(which), operations, faults, undisturbed);
  }

  Scope withOperations(int most) {
    return new Scope(agendas, most, faults, undisturbed);
  }

  Scope withFaults(int most) {
    return new Scope(agendas, operations, most, undisturbed);
  }

  /** What of these is run. */
  List<PlannedAgenda> cut(List<PlannedAgenda> all) {
    var kept = new ArrayList<PlannedAgenda>();
    for (int i = 0; i < all.size(); i++) {
      int index = i;
      if (agendas.map(which -> which.contains(index)).orElse(true)) {
        PlannedAgenda agenda = all.get(i);
        kept.add(operations < agenda.operations().size() ? agenda.first(operations) : agenda);
      }
    }
    return kept;
  }

  /** The options that say the same; empty for all of it. */
  String options() {
    var text = new StringBuilder(undisturbed ? " --undisturbed" : "");
    agendas.ifPresent(which ->
        text.append(" --agendas ")
            .append(
                new TreeSet<>(which)
                    .stream().map(String::valueOf).collect(Collectors.joining(","))));
    if (operations < Integer.MAX_VALUE) {
      text.append(" --operations ").append(operations);
    }
    if (faults < Integer.MAX_VALUE && !undisturbed) {
      text.append(" --faults ").append(faults);
    }
    return text.toString();
  }
}
