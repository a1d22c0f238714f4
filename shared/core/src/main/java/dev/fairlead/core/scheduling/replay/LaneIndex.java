package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.Candidates;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The accounts of a lane that compete, by finish tag and by age: the two indexes of the store. */
final class LaneIndex {
  private static final Comparator<Ledger> BY_CUSTOMER =
      Comparator.comparing(ledger -> ledger.key().customer().value());

  /** Where the first go by tag, those by whose age the lane has its place among others. */
  private static final int FOR_PLACE = 10;

  /** Those to read, and what is known of the others. */
  record Reading(List<Ledger> ledgers, Optional<Beyond> beyond) {}

  private final int level;
  private final Candidates candidates;
  private final TreeSet<Ledger> byTag =
      new TreeSet<>(Comparator.comparingDouble(Ledger::finishTag).thenComparing(BY_CUSTOMER));
  private final TreeSet<Ledger> byOldest =
      new TreeSet<>(Comparator.comparing(Ledger::oldest).thenComparing(BY_CUSTOMER));
  private double virtualTime;

  LaneIndex(int level, Candidates candidates) {
    this.level = level;
    this.candidates = candidates;
  }

  int level() {
    return level;
  }

  /** When the oldest agenda of all was added. */
  Instant oldest() {
    return byOldest.getFirst().oldest();
  }

  double virtualTime() {
    return virtualTime;
  }

  void virtualTime(double time) {
    virtualTime = time;
  }

  /** Before its finish tag or its oldest agenda changes. */
  void take(Ledger ledger) {
    if (candidates != Candidates.OLDEST) {
      byTag.remove(ledger);
    }
    if (candidates != Candidates.LEAST_SERVED) {
      byOldest.remove(ledger);
    }
  }

  void put(Ledger ledger) {
    if (candidates != Candidates.OLDEST) {
      byTag.add(ledger);
    }
    if (candidates != Candidates.LEAST_SERVED) {
      byOldest.add(ledger);
    }
  }

  boolean isEmpty() {
    return byTag.isEmpty() && byOldest.isEmpty();
  }

  /** The first of those by finish tag. */
  List<Ledger> leastServed(int count) {
    return byTag.stream().limit(count).toList();
  }

  /**
   * At most so many of each index that the algorithm goes by; who goes by tag, of the oldest few.
   */
  Reading read(int count) {
    var found = new LinkedHashSet<Ledger>();
    int byAge = candidates == Candidates.BOTH ? Math.min(count, FOR_PLACE) : count;
    Optional<Ledger> tagBeyond = first(byTag, count, found);
    Optional<Ledger> ageBeyond = first(byOldest, byAge, found);
    boolean all =
        found.size() >= Math.max(byTag.size(), byOldest.size())
            || (tagBeyond.isEmpty() && ageBeyond.isEmpty());
    if (all) {
      return new Reading(List.copyOf(found), Optional.empty());
    }
    return new Reading(
        List.copyOf(found),
        Optional.of(
            new Beyond(
                level,
                tagBeyond.map(Ledger::finishTag).orElse(0.0),
                ageBeyond.map(Ledger::oldest).orElse(Instant.MIN))));
  }

  /** The first of an index, and the one after them. */
  private static Optional<Ledger> first(NavigableSet<Ledger> index, int count, Set<Ledger> found) {
    Iterator<Ledger> next = index.iterator();
    for (int i = 0; i < count && next.hasNext(); i++) {
      found.add(next.next());
    }
    return next.hasNext() ? Optional.of(next.next()) : Optional.empty();
  }
}
