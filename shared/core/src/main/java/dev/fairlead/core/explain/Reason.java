package dev.fairlead.core.explain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Why an agenda or an operation is where it is. */
public sealed interface Reason permits AgendaReason, OperationReason {
  /** What a program knows it by. */
  ReasonCode code();

  /** What holds it up, to people; names nobody but the customer's own things and operators. */
  String sentence();

  /** What would let it go on; empty if it waits for nothing. */
  Optional<String> unblock();

  /** A time as sentences have it: UTC, to the second. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** So many of them: {@code 1 agenda}, {@code 3 agendas}. */
  static String count(long number, String noun) {
    return number == 1 ? "1 " + noun : number + " " + noun + "s";
  }

  /** What somebody else said, as the end of a sentence. */
  static String ended(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  /** The first names, and how many more there are. */
  static String names(List<String> names) {
    int most = 5;
    String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
  }
}
