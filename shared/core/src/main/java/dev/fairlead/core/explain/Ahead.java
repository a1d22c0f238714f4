package dev.fairlead.core.explain;

import java.util.Optional;

/**
 * What is before an agenda in its line; of others than its customer nothing but how much.
 *
 * @param agendas before it, dispatched ones included; 0 and up
 * @param own how many of them are of its own customer
 * @param isMore whether there may be more than were counted
 * @param slotMinutes what they are expected to use, as far as that is known
 */
public record Ahead(int agendas, int own, boolean isMore, Optional<Double> slotMinutes) {
  /** More are not counted. */
  public static final int MOST = 1_000;

  /** None is before it. */
  public static final Ahead NONE = new Ahead(0, 0, false, Optional.empty());

  /** For people. */
  public String sentence() {
    if (agendas == 0) {
      return "It is the first in its line.";
    }
    return (isMore ? MOST + " agendas or more are" : agendas(agendas))
        + " before it"
        + (own == 0 ? "" : ", " + (own == agendas ? "all" : own) + " of them your own")
        + slotMinutes
            .map(minutes -> ", of about " + Math.round(minutes) + " slot-minutes")
            .orElse("")
        + ".";
  }

  private static String agendas(int number) {
    return number == 1 ? "1 agenda is" : number + " agendas are";
  }
}
