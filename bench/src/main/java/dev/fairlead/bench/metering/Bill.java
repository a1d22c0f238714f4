package dev.fairlead.bench.metering;

/**
 * What was used: units of DynamoDB on demand, and requests of SQS.
 *
 * @param readUnits half a one for 4 KiB that may lag
 */
public record Bill(double readUnits, long writeUnits, long requests) {
  public static final Bill NOTHING = new Bill(0, 0, 0);

  /** Both together. */
  public Bill plus(Bill more) {
    return new Bill(
        readUnits + more.readUnits, writeUnits + more.writeUnits, requests + more.requests);
  }

  /** What came since. */
  public Bill since(Bill before) {
    return new Bill(
        readUnits - before.readUnits, writeUnits - before.writeUnits, requests - before.requests);
  }
}
