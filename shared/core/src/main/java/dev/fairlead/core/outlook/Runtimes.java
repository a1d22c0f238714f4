package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import java.util.List;

/** What is known of how long agendas of an insight last. */
public interface Runtimes {
  /** Of one that waits. */
  Estimate of(AgendaKey waiting);

  /** Of those that run, of which nothing else is known: each as often as it was seen. */
  List<Estimate> usual();

  /** How a customer's agendas differ from others of their shapes. */
  Pace pace(CustomerId customer);
}
