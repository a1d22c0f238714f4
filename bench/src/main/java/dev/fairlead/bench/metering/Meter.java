package dev.fairlead.bench.metering;

/** Adds up. For one thread. */
final class Meter {
  private Bill total = Bill.NOTHING;

  void read(double units) {
    total = total.plus(new Bill(units, 0, 0));
  }

  void wrote(long units) {
    total = total.plus(new Bill(0, units, 0));
  }

  void requested(long times) {
    total = total.plus(new Bill(0, 0, times));
  }

  Bill total() {
    return total;
  }
}
