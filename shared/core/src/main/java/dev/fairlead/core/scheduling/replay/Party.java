package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Standing;
import java.util.ArrayList;
import java.util.List;

/** A customer of a modelled insight, with its accounts. */
final class Party {
  private final double weight;
  private final Limits ceiling;
  private final List<Ledger> ledgers = new ArrayList<>();
  private Amounts held = Amounts.NONE;
  private boolean exhausted;

  Party(double weight, Limits ceiling) {
    this.weight = weight;
    this.ceiling = ceiling;
  }

  double weight() {
    return weight;
  }

  Standing standing() {
    return new Standing(weight, held, ceiling);
  }

  List<Ledger> ledgers() {
    return ledgers;
  }

  boolean isExhausted() {
    return exhausted;
  }

  void exhaust(boolean atCeiling) {
    exhausted = atCeiling;
  }

  void take(Amounts floor) {
    held = held.plus(floor);
  }

  void giveBack(Amounts floor) {
    held = held.minus(floor);
  }
}
