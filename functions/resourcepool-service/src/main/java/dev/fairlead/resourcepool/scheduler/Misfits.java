package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.store.Asides;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.LinePage;
import dev.fairlead.store.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Agendas that could not be admitted even if nothing else was, since limits were lowered after they
 * had been accepted. As heads of their lines they would keep all behind them waiting: they are set
 * aside, and put back once they fit, as old as they are.
 *
 * <p>Cost: nothing while there are none, but a query of an index a minute; else 8 write units for
 * each that is moved.
 */
final class Misfits {
  /** Agendas that one turn sets aside. */
  private static final int MAX_MOVED = 20;

  private static final int PAGE = 200;

  private final Terms terms;
  private final Standings standings;
  private final Lines lines;
  private final Asides asides;

  Misfits(Terms terms, Standings standings, ItemStore items) {
    this.terms = terms;
    this.standings = standings;
    this.lines = new Lines(items);
    this.asides = new Asides(items);
  }

  /** Sets aside what will never fit of those that are next; whether there was anything. */
  boolean setAside(List<Contender> contenders) {
    return contenders.stream()
            .flatMap(
                contender -> Stream.concat(contender.heads().stream(), contender.next().stream()))
            .filter(entry -> !fits(entry))
            .limit(MAX_MOVED)
            .filter(entry -> asides.move(entry, Place.Line.ASIDE))
            .count()
        > 0;
  }

  /**
   * Puts back what fits by now.
   *
   * @return the accounts that have somebody waiting by that
   */
  Set<AccountKey> putBack() {
    var woken = new LinkedHashSet<AccountKey>();
    String after = "";
    LinePage page;
    do {
      page = lines.page(Place.Line.ASIDE, terms.insight(), after, PAGE);
      for (InLine entry : page.entries()) {
        if (fits(entry) && asides.move(entry, Place.Line.CONTEST)) {
          woken.add(new AccountKey(entry.agenda().customer(), entry.place().lane()));
        }
      }
      after = page.isLast() ? "" : page.entries().getLast().position();
    } while (!page.isLast());
    return woken;
  }

  /** Whether it could be admitted if nothing else was. */
  private boolean fits(InLine entry) {
    CustomerId customer = entry.agenda().customer();
    return terms.limits().exceededBy(entry.floor()).isEmpty()
        && (!(terms.keepsAccounts() || standings.isLimited(customer))
            || standings.ceiling(customer, terms).exceededBy(entry.floor()).isEmpty());
  }
}
