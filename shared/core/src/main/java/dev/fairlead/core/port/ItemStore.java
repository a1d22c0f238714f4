package dev.fairlead.core.port;

import java.util.List;
import java.util.Optional;

/**
 * Items with conditional writes: the shape of DynamoDB, with all of its limits enforced everywhere
 * (400 KB an item, 100 items and 4 MB a transaction, 1 MB a page).
 *
 * <p>Every method may throw {@link PortException}. After {@link PortException.Fault#TIMED_OUT} a
 * write may or may not have been applied; after the other faults it was not.
 */
public interface ItemStore {
  /** Strongly consistent. Cost: 1 read unit per 4 KB. */
  Optional<Item> read(Key key);

  /** One item. Cost: 1 write unit per KB, also when refused. {@link Write.Check} is refused. */
  WriteOutcome write(Write write);

  /**
   * All or nothing. Each key at most once. Cost: 2 write units per KB and item, also when refused.
   *
   * @param writes 1 to 100
   */
  WriteOutcome transact(List<Write> writes);

  /** One page. Cost: 1 read unit per 4 KB of what is read; half of that from an index. */
  Page query(Query query);
}
