package dev.fairlead.embedded;

import dev.fairlead.core.port.Item;
import java.util.List;

/**
 * What reads cost in DynamoDB's read units: one for each begun 4 KiB of all that one call returns,
 * also if that is nothing; half if the answer may lag.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 *     DynamoDB read and write operations</a>
 */
final class ReadUnits {
  private static final int UNIT_BYTES = 4096;

  private ReadUnits() {}

  static double of(List<Item> items, boolean isConsistent) {
    long bytes = items.stream().mapToLong(ItemLimits::sizeBytes).sum();
    long units = Math.max(1, Math.ceilDiv(bytes, UNIT_BYTES));
    return isConsistent ? units : units / 2.0;
  }
}
