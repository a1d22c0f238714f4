package dev.fairlead.embedded;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What writes cost in DynamoDB's write units: one for each begun KiB of the larger of the item
 * before and the item after, and for each index what is put there and what is taken away there; all
 * of it twice in a transaction. A refused write costs as much. A contract test asks DynamoDB Local
 * the same.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 *     DynamoDB read and write operations</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html">Write
 *     considerations of global secondary indexes</a>
 */
final class WriteUnits {
  private static final int UNIT_BYTES = 1024;

  private WriteUnits() {}

  /**
   * Units of one write by itself.
   *
   * @param stored what is stored before it
   */
  static long of(Write write, Function<Key, Optional<Item>> stored) {
    Optional<Item> before = stored.apply(write.key());
    Optional<Item> after =
        switch (write) {
          case Write.Put(Item item, _) -> Optional.of(item);
          case Write.Delete _ -> Optional.empty();
          case Write.Check _ -> before;
        };
    long table = Math.max(1, Math.max(units(before), units(after)));
    return table
        + Arrays.stream(TableSpec.values())
            .filter(spec -> spec.tableName().equals(write.key().table()))
            .flatMap(spec -> spec.indexes().stream())
            .mapToLong(index -> inIndex(index, before, after))
            .sum();
  }

  /** Units of writes in one transaction. */
  static long of(List<Write> transaction, Function<Key, Optional<Item>> stored) {
    return 2 * transaction.stream().mapToLong(write -> of(write, stored)).sum();
  }

  private static long inIndex(IndexSpec index, Optional<Item> before, Optional<Item> after) {
    Optional<Item> leaves = before.filter(item -> isIn(index, item));
    Optional<Item> enters = after.filter(item -> isIn(index, item));
    if (leaves.equals(enters)) {
      return 0;
    }
    boolean isReplaced =
        leaves.isPresent()
            && enters.isPresent()
            && place(index, leaves.get()).equals(place(index, enters.get()));
    return isReplaced ? Math.max(units(leaves), units(enters)) : units(leaves) + units(enters);
  }

  private static boolean isIn(IndexSpec index, Item item) {
    return item.attributes().get(index.partitionAttribute()) instanceof Attr.Text
        && item.attributes().containsKey(index.sortAttribute());
  }

  private static List<Optional<Attr>> place(IndexSpec index, Item item) {
    return List.of(
        Optional.ofNullable(item.attributes().get(index.partitionAttribute())),
        Optional.ofNullable(item.attributes().get(index.sortAttribute())));
  }

  /** None for no item. */
  private static long units(Optional<Item> item) {
    return item.map(it -> Math.max(1L, Math.ceilDiv(ItemLimits.sizeBytes(it), UNIT_BYTES)))
        .orElse(0L);
  }
}
