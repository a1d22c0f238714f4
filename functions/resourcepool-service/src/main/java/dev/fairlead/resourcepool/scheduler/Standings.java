package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.store.ObjectRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators say of customers: their weights, and limits of their own. What was read is kept
 * for {@link #KEPT}, so that a change comes to effect that much later. Cost: 1 read unit for a
 * customer; nothing while it is kept.
 */
final class Standings {
  /** How long a customer's object is not read again. */
  static final Duration KEPT = Duration.ofSeconds(10);

  private final ObjectRows rows;
  private final InstantSource clock;
  private final Map<CustomerId, Kept> kept = new ConcurrentHashMap<>();
  private volatile Optional<Limited> limited = Optional.empty();

  Standings(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.clock = clock;
  }

  private record Kept(CustomerTerms terms, Instant from) {}

  private record Limited(Set<CustomerId> customers, Instant from) {}

  /** A clock that was set back makes nothing fresh. */
  private static boolean isFresh(Instant from, Instant now) {
    return !now.isBefore(from) && now.isBefore(from.plus(KEPT));
  }

  /** Whether a customer has limits of its own. Cost: that of {@link #limited}. */
  boolean isLimited(CustomerId customer) {
    return limited().contains(customer);
  }

  /**
   * All customers that have limits of their own, wherever they wait. Cost: 1 read unit per 4 KB of
   * them; nothing while they are kept.
   */
  Set<CustomerId> limited() {
    Instant now = clock.instant();
    Optional<Limited> fresh = limited.filter(read -> isFresh(read.from(), now));
    if (fresh.isEmpty()) {
      fresh = Optional.of(new Limited(Set.copyOf(rows.limitedCustomers()), now));
      limited = fresh;
    }
    return fresh.get().customers();
  }

  /** What share is due to a customer, against the others': above 0, 1 unless said. */
  double weight(CustomerId customer) {
    return terms(customer).weight();
  }

  /** What its admitted agendas may hold together: as it says itself, else as the insight does. */
  Limits ceiling(CustomerId customer, Terms insight) {
    return terms(customer).limits().or(insight.ceiling());
  }

  private CustomerTerms terms(CustomerId customer) {
    Instant now = clock.instant();
    Kept read = kept.get(customer);
    if (read == null || !isFresh(read.from(), now)) {
      read = new Kept(rows.termsOf(customer), now);
      kept.put(customer, read);
    }
    return read.terms();
  }
}
