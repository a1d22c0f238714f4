package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.Wishes;
import dev.fairlead.core.quota.Wishes.Wish;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Stop;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.Grants;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Need;
import dev.fairlead.store.Permits;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the turns of an invocation do under the same terms: what ended is settled, and who waits is
 * dispatched, in one transaction.
 *
 * <p>Cost of a turn that settles e agendas and dispatches n, of a accounts: what {@link Field}
 * reads, 1 read of the oldest dispatched and of each account apart that something is settled for, 1
 * query of the notes, and the sheets; a transaction of 4n + n ÷ 2 (n where accounts are kept) + 2e
 * + 2 write units, and for accounts 2 a KB of each sheet, 2 to 6 of one apart; n ÷ 10 requests.
 */
final class Admitting {
  /** Agendas in one transaction: with slips, ledger, accounts and notes at most 100 items. */
  static final int MAX_PICKS = 24;

  /** The same where accounts are kept, which have writes of their own. */
  static final int MAX_ACCOUNTED = 16;

  private static final int MAX_NOTES = 16;

  /** While no more wait to be claimed, each turn does what there is to do. */
  private static final int FEW = 10;

  private final Terms terms;
  private final Standings standings;
  private final ItemStore items;
  private final Lines lines;
  private final Accounts accounts;
  private final Estimates estimates;
  private final Permits permits;
  private final Grants grants;
  private final Giving giving;
  private final Snapshots snapshots;
  private final MessageQueue queues;
  private final Field field;
  private final Misfits misfits;
  private final Rollcall rollcall;
  private final InstantSource clock;
  private Optional<Estimates.Known> known = Optional.empty();
  private boolean recalls;
  private boolean fills;

  Admitting(
      Terms terms,
      Standings standings,
      Ports ports,
      InstantSource clock,
      Collection<AccountKey> woken) {
    this.terms = terms;
    this.standings = standings;
    this.items = ports.items();
    this.lines = new Lines(items);
    this.accounts = new Accounts(items);
    this.estimates = new Estimates(items);
    this.permits = new Permits(ports.queues());
    this.grants = new Grants(items);
    this.queues = ports.queues();
    this.field = new Field(terms, lines, accounts, standings, clock, woken);
    this.giving = new Giving(terms, field, standings, grants, ports);
    this.snapshots = new Snapshots(terms, field, standings, clock);
    this.misfits = new Misfits(terms, standings, items);
    this.rollcall = new Rollcall(terms, field, lines, items);
    this.clock = clock;
  }

  /** Looks at those whose wake-up was lost, too, and leaves nothing to later turns. */
  void recallForgotten() {
    recalls = true;
    field.recallForgotten();
  }

  /** Somebody else had a turn. Whether anything was remembered of those before. */
  boolean forgetAll() {
    return field.forgetAll();
  }

  /** Goes on through the line for a page. */
  void call(Ledger ledger) {
    field.begin(ledger);
    rollcall.take(ledger);
  }

  /** A turn: whether another may find something to do. */
  boolean take(Ledger ledger) {
    if (!settles(ledger)) {
      return dispatch(ledger, Optional.empty(), false);
    }
    field.begin(ledger);
    Optional<Drawing> drawing = Drawing.of(terms.membership(), ledger, items, clock.instant());
    Grants.Notes notes = grants.notes(terms.insight(), MAX_NOTES);
    if (!notes.given().isEmpty()) {
      return giving.takeBack(ledger, drawing, notes.given());
    }
    List<Need> wanted = notes.wanted().stream().limit(Growing.MAX_RAISED).toList();
    // Where shares count, what nobody waits for is what can be given to those that have some.
    boolean isByAge = terms.algorithm().candidates() == Candidates.OLDEST;
    return (isByAge && giving.give(ledger, drawing, wanted))
        || dispatch(ledger, drawing.map(Drawing::anew), !wanted.isEmpty())
        || (!isByAge && giving.give(ledger, drawing, wanted));
  }

  /**
   * Those too that were admitted when accounts were kept, and end now that none are; the tick looks
   * for notes of theirs that came even later.
   */
  private boolean settles(Ledger ledger) {
    return recalls || terms.keepsAccounts() || !ledger.held().isZero();
  }

  private Settling settling(Ledger ledger) {
    var settling = settlingNothing(ledger);
    if (settles(ledger)) {
      accounts.settlements(terms.insight(), MAX_NOTES).forEach(settling::add);
    }
    return settling;
  }

  private Settling settlingNothing(Ledger ledger) {
    return new Settling(terms, ledger, known(ledger), field, standings, clock.instant());
  }

  /** Settles what ended and dispatches what there is room for then, in one transaction. */
  private boolean dispatch(Ledger ledger, Optional<Drawing> drawing, boolean hasNeeds) {
    var ended = settling(ledger);
    boolean isFull = isFull(ledger.with(ended.held()));
    int unclaimed = isFull ? terms.queueSize() : lines.unclaimed(ledger);
    boolean gathers =
        !isFull && !hasNeeds && drawing.isEmpty() && gathers(ledger, ended, unclaimed);
    var settling = gathers ? settlingNothing(ledger) : ended;
    Ledger settled = ledger.with(settling.held());
    int room = gathers ? 0 : room(unclaimed);
    Field.Seen seen = field.read(settled, room, settling.rows());
    if (!terms.keepsAccounts() && seen.customers().anyMatch(standings::isLimited)) {
      // Before anything is dispatched that would count for nobody's limits.
      items.transact(List.of(ledger.on(ledger.roll().forCustomers(true)).write()));
      return true;
    }
    if (misfits.setAside(seen.contenders())) {
      return true;
    }
    if (seen.contenders().isEmpty() && settling.isNothing() && drawing.isEmpty()) {
      return false;
    }
    Snapshot snapshot = snapshots.of(settled, settling, room, seen);
    Decision wished = Contest.decide(snapshot, terms.algorithm(), terms.policy());
    Set<AgendaKey> brief = drawing.map(pool -> brief(pool, seen, settling)).orElse(Set.of());
    int admitted =
        drawing
            .map(pool ->
                pool.admit(
                    new Wishes(settled.held(), settling.brief(), wishes(wished, brief)), hasNeeds))
            .orElse(wished.picks().size());
    Decision decision =
        admitted == wished.picks().size()
            ? wished
            : Contest.decide(snapshot.withRoom(admitted), terms.algorithm(), terms.policy());
    var dispatch =
        Dispatch.of(
            terms,
            standings,
            ledger,
            field.sheets(),
            seen.contenders(),
            settling,
            decision,
            drawing,
            brief,
            clock.instant());
    if (dispatch.isNothing()) {
      return field.sawTo(seen.contenders());
    }
    return switch (items.transact(dispatch.writes())) {
      case WriteOutcome.Written _ -> {
        field.wrote(dispatch.rows());
        permits.send(ledger, dispatch.count());
        fills |= dispatch.count() > 0;
        drawing.ifPresent(pool -> pool.wake(queues));
        remember(settling);
        boolean isMore = field.sawTo(seen.contenders());
        boolean hasMoved = drawing.filter(Drawing::moves).isPresent();
        yield isMore
            || !dispatch.isTidy()
            || dispatch.count() > 0
            || !settling.isNothing()
            || hasMoved
            // Who was sent away hides nobody any more who was not read.
            || decision.stop() == Stop.HEADS_USED;
      }
      case WriteOutcome.Refused(int index, _) -> {
        if (index == 0) {
          // Another scheduler was faster: the next turn sees what it left.
          field.forgetAll();
        }
        dispatch.entryAt(index).ifPresent(field::leave);
        dispatch.accountAt(index).ifPresent(field::forget);
        yield true;
      }
    };
  }

  /** Those that surely give back in time what they borrow. */
  private static Set<AgendaKey> brief(Drawing drawing, Field.Seen seen, Settling settling) {
    return seen.contenders().stream()
        .flatMap(contender -> contender.heads().stream())
        .filter(entry -> drawing.isBrief(settling.estimates().of(entry.shape())))
        .map(InLine::agenda)
        .collect(Collectors.toSet());
  }

  private static List<Wish> wishes(Decision decision, Set<AgendaKey> brief) {
    return decision.picks().stream()
        .map(Pick::waiting)
        .map(next -> new Wish(next.floor(), brief.contains(next.agenda())))
        .toList();
  }

  private boolean isFull(Ledger ledger) {
    return terms.limits().left(ledger.held()).value(AmountName.AGENDAS) == 0;
  }

  private int room(int unclaimed) {
    int most = terms.keepsAccounts() ? MAX_ACCOUNTED : MAX_PICKS;
    return Math.clamp(terms.queueSize() - unclaimed, 0, most);
  }

  /**
   * Whether what there is to do is left to a turn that has more of it, for each pays anew for the
   * ledger, a slip and accounts: while most of what is admitted, or of the queue, is there to be
   * claimed, nobody waits for the scheduler, and the claims and ends of these wake it. Whoever
   * dispatches goes on until the queue is full. The tick waits for nothing.
   */
  private boolean gathers(Ledger ledger, Settling ended, int unclaimed) {
    long queue = Math.min(terms.queueSize(), ledger.held().value(AmountName.AGENDAS));
    return terms.keepsAccounts()
        && !recalls
        && !fills
        && unclaimed > FEW
        && 2L * unclaimed > queue
        && ended.notes().size() < MAX_NOTES;
  }

  /** Only a guess is lost with it if this is never written. */
  private void remember(Settling settling) {
    if (!settling.isNothing()) {
      known = Optional.of(settling.estimates());
      items.write(settling.estimates().write());
    }
  }

  /** Read once: what others write meanwhile makes no guess much worse. */
  private Estimates.Known known(Ledger ledger) {
    if (known.isEmpty()) {
      known =
          Optional.of(
              settles(ledger)
                  ? estimates.read(terms.insight())
                  : new Estimates.Known(terms.insight(), Map.of()));
    }
    return known.orElseThrow();
  }
}
