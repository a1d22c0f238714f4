package dev.fairlead.core.binding;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Binds agendas to insights. Of the insights of its customer's resource pool that the customer sees
 * and that have a mapper which fits, an agenda gets the one that its parameter {@code
 * defaultInsight} names, by id or title, or else that of the lowest rank, and of those the first by
 * id. What a customer without a pool submits waits in {@code default}. Pure; cost: the mappers'
 * entries, once each.
 */
public final class Binding {
  private static final Comparator<Fitting> ORDER =
      Comparator.<Fitting>comparingInt(fitting -> fitting.insight().rank())
          .thenComparing(fitting -> fitting.insight().id());

  /** A title may be long; an explanation is short. */
  private static final int MAX_SHOWN = 80;

  private Binding() {}

  private record Fitting(Insight insight, Match match) {}

  /** Where the agendas of a customer go that no pool works for. */
  public static Choice withoutPool(Insight builtIn) {
    return new Choice.Bound(builtIn, "no resource pool works for the customer");
  }

  /**
   * Chooses one.
   *
   * @param pool the resource pool that works for the customer
   * @param insights those that there are, of any pool, in any order
   */
  public static Choice choose(
      CustomerId customer, String pool, AgendaDocument document, List<Insight> insights) {
    return choose(customer, pool, new Subject(document), insights);
  }

  /** The same by what decides it alone. */
  public static Choice choose(
      CustomerId customer, String pool, Subject subject, List<Insight> insights) {
    var fitting = new ArrayList<Fitting>();
    int looked = 0;
    for (Insight insight : insights) {
      if (insight.pool().equals(Optional.of(pool)) && insight.isVisibleTo(customer)) {
        looked++;
        subject
            .match(insight.mappers())
            .ifPresent(match -> fitting.add(new Fitting(insight, match)));
      }
    }
    fitting.sort(ORDER);
    if (fitting.isEmpty()) {
      return new Choice.Unbound(
          looked == 0
              ? "the customer's resource pool has no insight that the customer may use"
              : "none of " + insights(looked) + " has a mapper that fits");
    }
    Optional<Fitting> preferred = subject.preferred().flatMap(name -> called(name, fitting));
    Fitting chosen = preferred.orElse(fitting.getFirst());
    return new Choice.Bound(
        chosen.insight(),
        chosen.match().mapper()
            + " "
            + shown(chosen.match().entry())
            + " fits"
            + among(fitting.size(), looked)
            + (preferred.isPresent()
                ? "; defaultInsight asks for it"
                : unheard(subject) + byOrder(fitting)));
  }

  private static Optional<Fitting> called(String name, List<Fitting> fitting) {
    return fitting.stream()
        .filter(one -> one.insight().id().equalsIgnoreCase(name))
        .findFirst()
        .or(() ->
            fitting.stream()
                .filter(one -> one.insight().title().equalsIgnoreCase(name))
                .findFirst());
  }

  private static String among(int fitting, int looked) {
    if (looked == 1) {
      return ", and there is no other insight";
    }
    return fitting == 1
        ? ", alone of " + looked + " insights"
        : ", as with " + (fitting - 1) + " of " + (looked - 1) + " others";
  }

  private static String unheard(Subject subject) {
    return subject
        .preferred()
        .map(name -> "; defaultInsight " + shown(name) + " is none that fits")
        .orElse("");
  }

  private static String byOrder(List<Fitting> fitting) {
    if (fitting.size() == 1) {
      return "";
    }
    int lowest = fitting.get(0).insight().rank();
    return lowest < fitting.get(1).insight().rank()
        ? "; rank " + lowest + " is the lowest"
        : "; of rank " + lowest + " it is the first by id";
  }

  private static String insights(int count) {
    return count == 1 ? "1 insight" : count + " insights";
  }

  private static String shown(String text) {
    return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…") + "'";
  }
}
