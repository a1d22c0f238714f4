package dev.fairlead.core.error;

/** How much work may still be done. */
final class Allowance {
  private long left;

  Allowance(long units) {
    this.left = units;
  }

  /** Takes so many units; once there are too few, there never are enough again. */
  boolean take(long units) {
    left -= units;
    return left >= 0;
  }
}
