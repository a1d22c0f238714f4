package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.outlook.Outlook;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Standing;
import java.util.Optional;

/** Which limit keeps an agenda from being admitted, had it its turn now: its customer's first. */
final class Shortages {
  private Shortages() {}

  static Optional<AgendaReason> of(
      Outlook outlook, CustomerId customer, Amounts floor, Ahead ahead) {
    Standing standing = outlook.customers().getOrDefault(customer, Standing.USUAL);
    return ofCustomer(standing, floor)
        .or(() -> ofInsight(outlook.held(), outlook.limits(), floor, ahead));
  }

  private static Optional<AgendaReason> ofCustomer(Standing standing, Amounts floor) {
    return lacking(standing.held(), floor, standing.ceiling())
        .map(name ->
            new AgendaReason.CustomerCeiling(
                name,
                AmountText.said(name, standing.held().value(name)),
                AmountText.said(name, standing.ceiling().value(name))));
  }

  private static Optional<AgendaReason> ofInsight(
      Amounts held, Limits limits, Amounts floor, Ahead ahead) {
    return lacking(held, floor, limits)
        .map(name -> {
          long most = limits.value(name);
          long free = Math.max(0, most - held.value(name));
          return free == 0
              ? new AgendaReason.InsightLimits(
                  name, AmountText.said(name, held.value(name)), AmountText.said(name, most), ahead)
              : new AgendaReason.Floor(
                  name, AmountText.said(name, floor.value(name)), AmountText.said(name, free));
        });
  }

  private static Optional<String> lacking(Amounts held, Amounts floor, Limits limits) {
    return limits.exceededBy(held.plus(floor)).stream()
        .filter(name -> floor.value(name) > 0)
        .findFirst();
  }
}
