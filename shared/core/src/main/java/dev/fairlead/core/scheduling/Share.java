package dev.fairlead.core.scheduling;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;

/** A customer's standing as a contest goes on. */
final class Share {
  private final Standing standing;
  private Amounts held;
  private boolean exhausted;

  Share(Standing standing) {
    this.standing = standing;
    this.held = standing.held();
  }

  double weight() {
    return standing.weight();
  }

  Limits ceiling() {
    return standing.ceiling();
  }

  Amounts held() {
    return held;
  }

  void hold(Amounts taken) {
    held = taken;
  }

  /** Its next agenda does not fit: it leaves the contest with all its accounts. */
  void exhaust() {
    exhausted = true;
  }

  boolean isExhausted() {
    return exhausted;
  }
}
