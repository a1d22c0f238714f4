package dev.fairlead.progress;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.outlook.Outlook;
import dev.fairlead.core.outlook.Runtimes;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.InLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of an insight. It tells how long agendas in its line last.
 *
 * @param line those that wait, by agenda
 * @param known what agendas of the insight took
 * @param paces how those of a customer differ; of who has several lanes, that of the most ended
 */
record Seen(
    Outlook outlook,
    Map<AgendaKey, InLine> line,
    Estimates.Known known,
    Map<CustomerId, Pace> paces)
    implements Runtimes {
  Seen {
    paces = Map.copyOf(paces);
  }

  @Override
  public Estimate of(AgendaKey waiting) {
    return Optional.ofNullable(line.get(waiting))
        .map(entry -> known.of(entry.shape()))
        .orElse(Estimate.UNSEEN);
  }

  @Override
  public List<Estimate> usual() {
    var usual = new ArrayList<Estimate>();
    // Each about as often as it was seen, in a list that stays short.
    known
        .byShape()
        .values()
        .forEach(estimate -> {
          for (long i = 0; i < 1 + Math.min(64, estimate.count()); i++) {
            usual.add(estimate);
          }
        });
    return usual;
  }

  @Override
  public Pace pace(CustomerId customer) {
    return paces.getOrDefault(customer, Pace.UNSEEN);
  }
}
