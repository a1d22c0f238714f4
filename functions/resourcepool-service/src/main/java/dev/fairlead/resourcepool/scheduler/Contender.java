package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.FairTags;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.AccountRow.Head;
import dev.fairlead.store.InLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An account with the first of those that wait in it.
 *
 * @param row as it is stored
 * @param now the same as of now
 * @param heads those that may be chosen, the oldest first
 * @param next who waits behind them; if it is empty, nobody does
 */
record Contender(AccountRow row, AccountRow now, List<InLine> heads, Optional<InLine> next) {
  /** The finish tag with which it contends: whoever comes anew starts where the others are. */
  double finishTag(double virtualTime) {
    return row.contends().isPresent()
        ? now.finishTag()
        : FairTags.startTag(virtualTime, now.finishTag());
  }

  /** Its finish tag is where it entered, and counts as it stands from then on. */
  Account account(double virtualTime, Function<InLine, Waiting> waiting) {
    return new Account(
        row.key(),
        finishTag(virtualTime),
        heads.stream().map(waiting).toList(),
        next.isPresent(),
        true);
  }

  /** The oldest that still waits when those are gone. */
  Optional<Head> headWithout(Set<InLine> taken) {
    return Stream.concat(heads.stream(), next.stream())
        .filter(entry -> !taken.contains(entry))
        .findFirst()
        .map(Contender::head);
  }

  static Head head(InLine entry) {
    return new Head(entry.place().since(), entry.agenda().agenda());
  }
}
