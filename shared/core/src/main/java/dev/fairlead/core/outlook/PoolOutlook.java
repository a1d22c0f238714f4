package dev.fairlead.core.outlook;

import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.scheduling.Estimate;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An insight as it stands, and those that it shares its pool with.
 *
 * @param own the id of the one that is asked about
 * @param prospects by id, its own too; what the tree knows of others stays as it is
 * @param tree what each has of the pool; without a capacity if nothing is shared
 * @param turns how many turns the pool has had
 * @param isBrief what surely is over within the pool's reclaim time
 */
public record PoolOutlook(
    String own,
    SortedMap<String, Prospect> prospects,
    PoolTree tree,
    long turns,
    Predicate<Estimate> isBrief) {
  /**
   * One of the insights.
   *
   * @param goesOn whether anything is dispatched from it
   */
  public record Prospect(Outlook outlook, Runtimes runtimes, boolean goesOn) {}

  public PoolOutlook {
    prospects = Collections.unmodifiableSortedMap(new TreeMap<>(prospects));
    if (!prospects.containsKey(own)) {
      throw new IllegalArgumentException("nothing is said of " + own);
    }
  }

  /** Of an insight that shares nothing that is limited. */
  public static PoolOutlook alone(Outlook outlook, Runtimes runtimes) {
    var prospects = new TreeMap<String, Prospect>();
    prospects.put("own", new Prospect(outlook, runtimes, true));
    return new PoolOutlook(
        "own",
        prospects,
        new PoolTree(Limits.NONE, new TreeMap<>(), new TreeMap<>()),
        0,
        _ -> false);
  }

  /** Of the one that is asked about. */
  public Prospect prospect() {
    return Objects.requireNonNull(prospects.get(own), own);
  }

  /** How many insights share it that nothing is known of but what they have. */
  public long unseen() {
    return tree.draws().keySet().stream().filter(other -> !prospects.containsKey(other)).count();
  }
}
