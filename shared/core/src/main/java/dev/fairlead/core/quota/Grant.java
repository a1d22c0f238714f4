package dev.fairlead.core.quota;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an admitted agenda may use at a time: its floor, and above that what it was given since. It
 * speaks only of what somebody has a limit on; of everything else an agenda uses what it likes.
 *
 * @param limits how much of each; more than nothing
 */
public record Grant(Limits limits) {
  /** Nobody has a limit on anything that operations use. */
  public static final Grant UNLIMITED = new Grant(Limits.NONE);

  /**
   * Less than this part of a grant is kept when idle: who gives back each slot asks for it again.
   */
  private static final int KEPT_IDLE = 4;

  /**
   * A grant of so much.
   *
   * @param limits of which only the names count: those that anybody has a limit on
   */
  public static Grant of(Amounts held, Limits limits) {
    Map<String, Long> granted = new TreeMap<>(limits.asMap());
    // Agendas are counted when they are admitted.
    granted.remove(AmountName.AGENDAS);
    granted.replaceAll((name, _) -> held.value(name));
    return new Grant(Limits.ofMap(granted));
  }

  public boolean isUnlimited() {
    return limits.isNone();
  }

  /** What it speaks of, as amounts. */
  public Amounts amounts() {
    return Amounts.ofMap(limits.asMap());
  }

  /** What is missing in it for so much to be used. */
  public Amounts lacking(Amounts wanted) {
    return only(wanted).without(amounts());
  }

  /**
   * What of it is to be given back while no more than so much can be used: all that is idle where
   * that is a quarter or more, but never of the floor.
   */
  public Amounts surplus(Amounts floor, Amounts wanted) {
    var idle = new TreeMap<>(amounts().without(floor.max(wanted)).asMap());
    idle.entrySet()
        .removeIf(amount -> amount.getValue() * KEPT_IDLE < limits.value(amount.getKey()));
    return Amounts.ofMap(idle);
  }

  /** This and so much more. */
  public Grant plus(Amounts more) {
    return of(amounts().plus(more), limits);
  }

  /** This without what is given back, which is part of it. */
  public Grant minus(Amounts less) {
    return of(amounts().minus(less), limits);
  }

  /** Of some amounts those that it speaks of. */
  public Amounts only(Amounts some) {
    var named = new TreeMap<>(some.asMap());
    named.keySet().retainAll(limits.asMap().keySet());
    return Amounts.ofMap(named);
  }
}
