package dev.fairlead.progress;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.store.ObjectRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is due to customers. Cost: 1 read unit each, of at most {@value #FEW_CUSTOMERS}; of
 * more than those, 1 per 4 KB of all that there are.
 */
final class CustomerReading {
  private static final int FEW_CUSTOMERS = 20;
  private static final int MOST_CUSTOMERS = 10_000;
  private static final int PER_PAGE = 1_000;

  private final ObjectRows objects;

  CustomerReading(ItemStore items) {
    this.objects = new ObjectRows(items);
  }

  /** Of these, and maybe of others, those that have an object. */
  Map<CustomerId, CustomerTerms> of(Set<CustomerId> asked) {
    Map<CustomerId, CustomerTerms> found = new HashMap<>();
    if (asked.size() <= FEW_CUSTOMERS) {
      asked.forEach(id ->
          objects
              .main(ObjectKind.CUSTOMER, id.value())
              .ifPresent(object -> found.put(id, CustomerTerms.of(object.fields()))));
      return found;
    }
    Optional<String> after = Optional.of("");
    while (after.isPresent() && found.size() < MOST_CUSTOMERS) {
      var page = objects.list(ObjectKind.CUSTOMER, List.of(Shelf.OPERATORS), PER_PAGE, after.get());
      page.objects()
          .forEach(
              object -> found.put(new CustomerId(object.id()), CustomerTerms.of(object.fields())));
      after = page.next();
    }
    return found;
  }
}
