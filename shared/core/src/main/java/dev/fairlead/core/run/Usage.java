package dev.fairlead.core.run;

import dev.fairlead.core.quota.Amounts;
import java.util.List;

/**
 * How an agenda gets on with its grant.
 *
 * @param used by the attempts that are out there
 * @param wanted that, and what those request that wait
 * @param waiting operations that are ready and start as soon as there is room for them, in the
 *     order in which they will
 */
public record Usage(Amounts used, Amounts wanted, List<String> waiting) {
  /** Of an agenda that nobody limits: it is not counted. */
  public static final Usage UNCOUNTED = new Usage(Amounts.NONE, Amounts.NONE, List.of());

  public Usage {
    waiting = List.copyOf(waiting);
  }
}
