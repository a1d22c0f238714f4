package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Snapshot;
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
import java.util.function.IntFunction;
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

  /** Accounts of a lane beside those that are next by age: who dries up, or is exhausted. */
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
    Map<Integer, Shown> fronts = new TreeMap<>();
    lanes.forEach(lane -> fronts.put(lane, oldest(lane, front)));
    Map<Integer, Long> wanted = wanted(fronts, most);
    fronts.forEach((lane, shown) -> {
      int count = wanted.getOrDefault(lane, 0L).intValue();
      if (count > 0) {
        int some = Math.min(most, count + SPARE);
        boolean isEnough = shown.isAll() || some <= front;
        read(lane, isEnough ? shown.first(some) : oldest(lane, some), some);
      } else {
        shown
            .waiting()
            .min(Comparator.naturalOrder())
            .ifPresent(since -> beyond.add(new Beyond(lane, 0, since)));
      }
    });
  }

  /** How many of each lane are among the first of all, as the algorithm has lanes by age. */
  private Map<Integer, Long> wanted(Map<Integer, Shown> fronts, int most) {
    record Due(int lane, double order) {}
    return fronts.entrySet().stream()
        .flatMap(each ->
            each.getValue()
                .waiting()
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

  private void read(int lane, Shown oldest, int most) {
    boolean isByAge = candidates() != Candidates.LEAST_SERVED;
    boolean isByTag = candidates() != Candidates.OLDEST;
    Shown leastServed =
        isByTag ? shown(some -> accounts.leastServed(sheets, lane, some), most) : Shown.NONE;
    rows.addAll(oldest.now());
    rows.addAll(leastServed.now());
    // Either index shows all that contend, if it was read to its end.
    if (!(isByAge && oldest.isAll()) && !(isByTag && leastServed.isAll())) {
      double tag = leastServed.rows().isEmpty() ? 0 : leastServed.rows().getLast().finishTag();
      Instant addedAt =
          oldest.rows().isEmpty()
              ? Instant.EPOCH
              : oldest.rows().getLast().contends().orElseThrow().since();
      beyond.add(new Beyond(lane, tag, addedAt));
    }
  }

  /** By age, where the algorithm goes by that. */
  private Shown oldest(int lane, int most) {
    return candidates() == Candidates.LEAST_SERVED
        ? Shown.NONE
        : shown(some -> accounts.oldest(sheets, lane, some), most);
  }

  /**
   * So many that contend still. An index lags, and shows some that are known to contend no longer:
   * nobody stays hidden behind these. Mostly that is one page.
   */
  private Shown shown(IntFunction<List<AccountRow>> index, int wanted) {
    int limit = wanted;
    while (true) {
      List<AccountRow> page = index.apply(limit);
      var shown = new Shown(page, page.stream().map(newer).toList(), page.size() < limit);
      int gone = page.size() - Math.toIntExact(shown.waiting().count());
      int needed = Math.min(wanted + gone, Snapshot.MAX_CANDIDATES);
      if (shown.isAll() || needed <= limit) {
        return shown;
      }
      limit = needed;
    }
  }

  /**
   * The first of an index.
   *
   * @param rows as the index has them
   * @param now as they are known to be, in the same order
   * @param isAll whether there are no more
   */
  private record Shown(List<AccountRow> rows, List<AccountRow> now, boolean isAll) {
    static final Shown NONE = new Shown(List.of(), List.of(), true);

    /** Since when those wait that contend still. */
    Stream<Instant> waiting() {
      return now.stream().flatMap(row -> row.contends().stream()).map(Head::since);
    }

    /** Up to the last of so many that contend still. */
    Shown first(int most) {
      int end = 0;
      for (int contending = 0; end < now.size() && contending < most; end++) {
        contending += now.get(end).contends().isPresent() ? 1 : 0;
      }
      return new Shown(rows.subList(0, end), now.subList(0, end), isAll && end == rows.size());
    }
  }
}
