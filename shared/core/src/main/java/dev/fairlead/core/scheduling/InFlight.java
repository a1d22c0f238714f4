package dev.fairlead.core.scheduling;

import java.time.Instant;

/**
 * What of an account is running, and what was charged for it: so that work that outruns its
 * estimate counts while it runs, not only at its end.
 *
 * <p>Kept per account as four sums, whatever the number of agendas. {@link #count} charges in
 * advance what all that runs has used beyond what was charged; an end takes from the advance before
 * it charges anew. Once nothing runs, the account was charged exactly what it used.
 *
 * @param slots that are held
 * @param slotStarts of each agenda, its slots times the second of its dispatch, added up
 * @param charged slot-seconds charged at the dispatch of what runs
 * @param advance slot-seconds charged since because work outran its charge
 */
public record InFlight(double slots, double slotStarts, double charged, double advance) {
  /** Nothing runs. */
  public static final InFlight NONE = new InFlight(0, 0, 0, 0);

  /** A rounding error of this many slots is none. */
  private static final double NOTHING = 1e-6;

  /**
   * What runs now, and what its account is to be charged for the change.
   *
   * @param charge slot-seconds; below 0: given back
   */
  public record Change(InFlight next, double charge) {
    /** F after the change. */
    public double finishTag(double finishTag, double weight) {
      return finishTag + charge / weight;
    }
  }

  /** An agenda was dispatched, and its account charged for it. */
  public InFlight dispatched(double itsSlots, Instant at, double charge) {
    return new InFlight(
        slots + itsSlots, slotStarts + itsSlots * seconds(at), charged + charge, advance);
  }

  /**
   * Slot-seconds that what runs has used by now beyond all that was charged for it; 0 if there are
   * none. What is behind its charge makes up for what is ahead.
   */
  public double overrun(Instant now) {
    return slots < NOTHING ? 0 : Math.max(0, slots * seconds(now) - slotStarts - charged - advance);
  }

  /** Charges what runs for what it has used by now. Twice at once is as good as once. */
  public Change count(Instant now) {
    double overrun = overrun(now);
    return new Change(new InFlight(slots, slotStarts, charged, advance + overrun), overrun);
  }

  /**
   * An agenda ended.
   *
   * @param itsSlots as at its dispatch, like the next two
   * @param charge what was charged for it
   * @param actual slot-seconds that it used
   */
  public Change ended(double itsSlots, Instant dispatchedAt, double charge, double actual) {
    double owed = actual - charge;
    double fromAdvance = Math.clamp(owed, 0, advance);
    double slotsLeft = slots - itsSlots;
    if (slotsLeft < NOTHING) {
      // Only clocks that disagree leave an advance for nothing.
      return new Change(NONE, owed - advance);
    }
    return new Change(
        new InFlight(
            slotsLeft,
            slotStarts - itsSlots * seconds(dispatchedAt),
            charged - charge,
            advance - fromAdvance),
        owed - fromAdvance);
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
