package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How many agendas of an account are worth reading: those that may go before the accounts that are
 * not read. With fewer a contest ends as soon as another of that account may be next; with more it
 * looks at some for nothing, and in a long line most of what a decision costs is to look.
 */
record Reach(Algorithm algorithm, Policy policy) {
  /**
   * Of an account, from 1 to so many at most: a guess, for a contest knows of each account whether
   * it has more. O(what it tells).
   *
   * @param unread of its lane
   */
  int of(Ledger ledger, Optional<Beyond> unread, int most) {
    int count = unread.isPresent() ? before(ledger, unread.get(), most) : 1 + spare();
    return Math.clamp(count, 1, most);
  }

  /** What comes after the last that was read may be as old: where age counts, nobody goes first. */
  private int spare() {
    return algorithm.candidates() == Candidates.LEAST_SERVED ? 0 : 1;
  }

  private int before(Ledger ledger, Beyond unread, int most) {
    int count = 0;
    double tag = ledger.finishTag();
    boolean isOld = true;
    for (Waiting waiting : ledger.line()) {
      // Of those as old as one that was not read, an agenda's id decides: not more than the first.
      boolean mayGo = isByAge() ? isBefore(waiting, unread) : tag <= unread.finishTag();
      if (count == most || !mayGo) {
        break;
      }
      count++;
      double charge = algorithm.charge(waiting);
      tag += (charge > 0 ? charge + policy.entryCharge() : 0) / ledger.party().weight();
      isOld = !isAfter(waiting, unread);
    }
    // By its age the lane has its place: one that is younger than those not read changes nothing.
    return algorithm.candidates() == Candidates.BOTH && isOld ? count + spare() : count;
  }

  /** Whether an account has more that may go before what was not read of others. */
  boolean hasMore(Ledger ledger, int heads, Optional<Beyond> unread) {
    Optional<Waiting> next = ledger.after(heads);
    return next.isPresent()
        && !(isByAge() && unread.filter(bound -> isAfter(next.get(), bound)).isPresent());
  }

  private boolean isByAge() {
    return algorithm.candidates() == Candidates.OLDEST && !algorithm.hasLanes();
  }

  private static boolean isBefore(Waiting waiting, Beyond unread) {
    return millis(waiting).isBefore(unread.addedAt().truncatedTo(ChronoUnit.MILLIS));
  }

  private static boolean isAfter(Waiting waiting, Beyond unread) {
    return millis(waiting).isAfter(unread.addedAt());
  }

  /** An order by age may tell no parts of a millisecond. */
  private static Instant millis(Waiting waiting) {
    return waiting.addedAt().truncatedTo(ChronoUnit.MILLIS);
  }
}
