package dev.fairlead.embedded;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Write;
import java.util.Arrays;
import java.util.List;

/**
 * What writes cost in DynamoDB's write units: one for each begun KiB of the item, twice that in a
 * transaction, and as much again for each index that the item is in. A deletion counts as one of an
 * item of at most 1 KiB, in no index: what it deletes is not known here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 *     DynamoDB read and write operations</a>
 */
final class WriteUnits {
  private static final int UNIT_BYTES = 1024;

  private WriteUnits() {}

  /** Units of one write by itself. */
  static long of(Write write) {
    return switch (write) {
      case Write.Put(Item item, _) -> units(item) * (1 + indexes(item));
      case Write.Delete _, Write.Check _ -> 1;
    };
  }

  /** Units of writes in one transaction. */
  static long of(List<Write> transaction) {
    return 2 * transaction.stream().mapToLong(WriteUnits::of).sum();
  }

  private static long units(Item item) {
    return Math.max(1, Math.ceilDiv(ItemLimits.sizeBytes(item), UNIT_BYTES));
  }

  private static long indexes(Item item) {
    return Arrays.stream(TableSpec.values())
        .filter(table -> table.tableName().equals(item.key().table()))
        .flatMap(table -> table.indexes().stream())
        .filter(index ->
            item.attributes().get(index.partitionAttribute()) instanceof Attr.Text
                && item.attributes().containsKey(index.sortAttribute()))
        .count();
  }
}
