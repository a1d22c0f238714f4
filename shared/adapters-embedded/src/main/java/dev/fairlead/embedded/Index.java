package dev.fairlead.embedded;

import static dev.fairlead.embedded.ItemLimits.exceeded;

import dev.fairlead.catalog.TableSpec.IndexSpec;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import java.util.Arrays;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/**
 * A sparse index: one entry for each item that has both attributes. Entries hold keys only; the
 * items are read from the table, which is never behind here.
 */
final class Index {
  private static final byte[] NOTHING = {};

  private final IndexSpec spec;
  private final MVMap<byte[], byte[]> entries;

  Index(IndexSpec spec, MVMap<byte[], byte[]> entries) {
    this.spec = spec;
    this.entries = entries;
  }

  MVMap<byte[], byte[]> entries() {
    return entries;
  }

  void clear() {
    entries.clear();
  }

  /** As DynamoDB does: an index key is a text, not empty, and no longer than a table's. */
  void check(Item item) {
    keyPart(item, spec.partitionAttribute()).ifPresent(ItemLimits::checkPartition);
    keyPart(item, spec.sortAttribute()).ifPresent(ItemLimits::checkSort);
  }

  private Optional<String> keyPart(Item item, String attribute) {
    if (item.attributes().get(attribute) instanceof Attr.Whole) {
      throw exceeded(
          "attribute " + attribute + " is a key of index " + spec.name() + ", so not a number");
    }
    return item.text(attribute);
  }

  void add(Item item) {
    entry(item).ifPresent(entry -> entries.put(entry, NOTHING));
  }

  void replace(Optional<Item> before, Optional<Item> after) {
    byte[] old = before.flatMap(this::entry).orElse(NOTHING);
    byte[] now = after.flatMap(this::entry).orElse(NOTHING);
    if (Arrays.equals(old, now)) {
      return;
    }
    if (old.length > 0) {
      entries.remove(old);
    }
    if (now.length > 0) {
      entries.put(now, NOTHING);
    }
  }

  private Optional<byte[]> entry(Item item) {
    return item.text(spec.partitionAttribute())
        .flatMap(partition ->
            item.text(spec.sortAttribute())
                .map(sort -> KeyBytes.indexEntry(partition, sort, item.key())));
  }
}
