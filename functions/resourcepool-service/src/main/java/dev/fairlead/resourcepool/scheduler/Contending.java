package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.AccountRow.Head;
import dev.fairlead.store.AccountSheets;
import dev.fairlead.store.Accounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Those of an insight's accounts that may be next, as indexes and sheets have them. Of several
 * lanes only those are read in which one of the oldest waits; of the others it is known how old
 * their oldest is, so that a contest stops where their turn would come.
 *
 * <p>Cost, beside the sheets: of one lane, half a read unit for each 4 KB of an index, or of both;
 * of several half a unit for each, and of those that are next as much as of one.
 */
final class Contending {
  /** Accounts of each lane of which it is seen how old they are: for no more than one costs. */
  private static final int FRONT = 10;

  /** Accounts of a lane beside those that are next by age: who dried up, or is exhausted. */
  private static final int SPARE = 2;

  private final Terms terms;
  private final Accounts accounts;
  private final AccountSheets sheets;
  private final UnaryOperator<AccountRow> newer;
  private final List<AccountRow> rows = new ArrayList<>();
  private final List<Beyond> beyond = new ArrayList<>();

  /**
   * Reads them.
   *
   * @param newer what is known of an account that an index showed
   * @param lanes that anybody may be in
   * @param most accounts that are wanted, of each index that the algorithm goes by
   */
  Contending(
      Terms terms,
      Accounts accounts,
      AccountSheets sheets,
      UnaryOperator<AccountRow> newer,
      Collection<Integer> lanes,
      int most) {
    this.terms = terms;
    this.accounts = accounts;
    this.sheets = sheets;
    this.newer = newer;
    if (lanes.size() > 1 && candidates() != Candidates.LEAST_SERVED) {
      readNext(lanes, most);
    } else {
      // One lane is never compared by age with another: its oldest is enough where shares count.
      int old = candidates() == Candidates.BOTH ? 1 : most;
      lanes.forEach(lane -> read(lane, oldest(lane, old), most));
    }
  }

  /** As they stand; some twice, and some that contend no longer. */
  List<AccountRow> rows() {
    return List.copyOf(rows);
  }

  /** What the order of the indexes says of those that were not read. */
  List<Beyond> beyond() {
    return List.copyOf(beyond);
  }

  private Candidates candidates() {
    return terms.algorithm().candidates();
  }

  private void readNext(Collection<Integer> lanes, int most) {
    int front = Math.min(FRONT, most);
    Map<Integer, List<AccountRow>> fronts = new TreeMap<>();
    lanes.forEach(lane -> fronts.put(lane, oldest(lane, front)));
    Map<Integer, Long> wanted = wanted(fronts, most);
    fronts.forEach((lane, oldest) -> {
      int count = wanted.getOrDefault(lane, 0L).intValue();
      List<Instant> waiting = waiting(oldest).toList();
      // Where all that an index shows are gone by now, there may be others behind them.
      boolean isStale = waiting.isEmpty() && oldest.size() == front;
      if (count > 0 || isStale) {
        int some = isStale ? most : Math.min(most, count + SPARE);
        boolean isEnough = oldest.size() < front || some <= front;
        List<AccountRow> first = isEnough ? oldest : oldest(lane, some);
        read(lane, first.stream().limit(some).toList(), some);
      } else {
        waiting.stream()
            .min(Comparator.naturalOrder())
            .ifPresent(since -> beyond.add(new Beyond(lane, 0, since)));
      }
    });
  }

  /** How many of each lane are among the first of all, as the algorithm has lanes by age. */
  private Map<Integer, Long> wanted(Map<Integer, List<AccountRow>> fronts, int most) {
    record Due(int lane, double order) {}
    return fronts.entrySet().stream()
        .flatMap(each ->
            waiting(each.getValue())
                .map(since -> new Due(each.getKey(), order(each.getKey(), since))))
        .sorted(Comparator.comparingDouble(Due::order))
        .limit(most)
        .collect(Collectors.groupingBy(Due::lane, Collectors.counting()));
  }

  /** Lanes that there are by other terms only go by age. */
  private double order(int lane, Instant since) {
    return terms.algorithm().hasLanes()
        ? terms.algorithm().laneOrder(lane, since, terms.policy())
        : since.toEpochMilli();
  }

  /** Since when those wait that contend still. */
  private Stream<Instant> waiting(List<AccountRow> shown) {
    return shown.stream().flatMap(row -> newer.apply(row).contends().stream()).map(Head::since);
  }

  private void read(int lane, List<AccountRow> oldest, int most) {
    List<AccountRow> leastServed =
        candidates() == Candidates.OLDEST ? List.of() : accounts.leastServed(sheets, lane, most);
    oldest.forEach(row -> rows.add(newer.apply(row)));
    leastServed.forEach(row -> rows.add(newer.apply(row)));
    if (Math.max(oldest.size(), leastServed.size()) >= most) {
      double tag = leastServed.isEmpty() ? 0 : leastServed.getLast().finishTag();
      Instant addedAt =
          oldest.isEmpty() ? Instant.EPOCH : oldest.getLast().contends().orElseThrow().since();
      beyond.add(new Beyond(lane, tag, addedAt));
    }
  }

  /** By age, where the algorithm goes by that. */
  private List<AccountRow> oldest(int lane, int most) {
    return candidates() == Candidates.LEAST_SERVED
        ? List.of()
        : accounts.oldest(sheets, lane, most);
  }
}
