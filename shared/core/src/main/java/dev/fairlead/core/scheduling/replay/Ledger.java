package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.FairTags;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An account of a modelled insight: its line, its finish tag, and what of it runs. */
final class Ledger {
  private final AccountKey key;
  private final Party party;
  private final ArrayDeque<Waiting> line = new ArrayDeque<>();
  private InFlight running = InFlight.NONE;
  private Amounts held = Amounts.NONE;
  private Instant countedAt = Instant.EPOCH;
  private double finishTag;
  private boolean isIn;

  Ledger(AccountKey key, Party party) {
    this.key = key;
    this.party = party;
  }

  /** As it stood elsewhere. */
  Ledger(Stake stake, Party party) {
    this(stake.key(), party);
    finishTag = stake.finishTag();
    running = stake.inFlight();
    held = stake.held();
    isIn = stake.isIn() && !stake.line().isEmpty();
    line.addAll(stake.line());
  }

  Stake stake() {
    return new Stake(key, finishTag, isIn, List.copyOf(line), held, running);
  }

  AccountKey key() {
    return key;
  }

  Party party() {
    return party;
  }

  double finishTag() {
    return finishTag;
  }

  Instant oldest() {
    return line.element().addedAt();
  }

  /** What waits, the oldest first. */
  Iterable<Waiting> line() {
    return Collections.unmodifiableCollection(line);
  }

  /** The oldest but so many, if there is one. O(so many). */
  Optional<Waiting> after(int heads) {
    return line.size() > heads ? line.stream().skip(heads).findFirst() : Optional.empty();
  }

  boolean hasLine() {
    return !line.isEmpty();
  }

  /** Whether it competes: its lane's indexes show it. */
  boolean isIn() {
    return isIn;
  }

  void enter(double virtualTime) {
    isIn = true;
    finishTag = FairTags.startTag(virtualTime, finishTag);
  }

  /** It competes on as it did. */
  void stay() {
    isIn = true;
  }

  void leave() {
    isIn = false;
  }

  void append(Waiting waiting) {
    line.add(waiting);
  }

  /** As a snapshot shows it, with so many heads at most. */
  Account account(int heads, boolean hasMore) {
    var first = new ArrayList<Waiting>(Math.min(heads, line.size()));
    for (Waiting waiting : line) {
      if (first.size() == heads) {
        break;
      }
      first.add(waiting);
    }
    return new Account(key, finishTag, first, hasMore, true);
  }

  /** F as it is by then, with what runs counted and what is long past forgotten. */
  double finishTagAt(Instant now, double virtualTime, Optional<Duration> halfLife) {
    double counted = finishTag + running.overrun(now) / party.weight();
    return halfLife
        .map(half -> FairTags.decay(counted, virtualTime, Duration.between(countedAt, now), half))
        .orElse(counted);
  }

  /** Takes that for its finish tag. */
  void count(Instant now, double virtualTime, Optional<Duration> halfLife) {
    finishTag = finishTagAt(now, virtualTime, halfLife);
    running = running.count(now).next();
    countedAt = now;
  }

  void dispatched(Pick pick, Instant now, double newFinishTag) {
    // An algorithm may have an order of its own for the agendas of a customer.
    if (line.element().equals(pick.waiting())) {
      line.remove();
    } else {
      line.removeFirstOccurrence(pick.waiting());
    }
    finishTag = newFinishTag;
    running = running.dispatched(slots(pick), now, pick.charge());
    held = held.plus(pick.waiting().floor());
  }

  void ended(Pick pick, Instant dispatchedAt, double actual) {
    var change = running.ended(slots(pick), dispatchedAt, pick.charge(), actual);
    running = change.next();
    held = held.minus(pick.waiting().floor());
    finishTag = change.finishTag(finishTag, party.weight());
  }

  private static double slots(Pick pick) {
    return pick.waiting().floor().slots();
  }
}
