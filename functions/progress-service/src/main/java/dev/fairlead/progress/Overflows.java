package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.store.ObjectRows;
import java.util.Optional;

/** Which limit would keep an agenda from being admitted if nothing else was. Cost: 1 read unit. */
final class Overflows {
  private final ObjectRows objects;

  Overflows(ItemStore items) {
    this.objects = new ObjectRows(items);
  }

  Optional<AgendaReason> of(Insight insight, CustomerId customer, Amounts floor) {
    return over(floor, insight.terms().limits(), "the insight " + insight.id())
        .or(() ->
            over(
                floor,
                objects.termsOf(customer).limits().or(insight.terms().customerLimits()),
                "your agendas in the insight " + insight.id()));
  }

  private static Optional<AgendaReason> over(Amounts floor, Limits limits, String whose) {
    return limits.exceededBy(floor).stream()
        .findFirst()
        .map(name ->
            new AgendaReason.FloorOverLimits(
                name,
                AmountText.said(name, floor.value(name)),
                AmountText.said(name, limits.value(name)),
                whose));
  }
}
