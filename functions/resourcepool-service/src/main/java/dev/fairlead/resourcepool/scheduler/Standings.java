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

  Standings(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.clock = clock;
  }

  private record Kept(CustomerTerms terms, Instant from) {
    boolean isFresh(Instant now) {
      return !now.isBefore(from) && now.isBefore(from.plus(KEPT));
    }
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
    if (read == null || !read.isFresh(now)) {
      read = new Kept(rows.termsOf(customer), now);
      kept.put(customer, read);
    }
    return read.terms();
  }
}
