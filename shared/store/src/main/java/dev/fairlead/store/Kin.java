package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.quota.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * On what a sub-agenda runs: a part of what its parent was admitted with, which the parent's
 * operation keeps for it as long as it lasts. So no parent waits for others to be admitted before
 * its own child is.
 *
 * @param insight that the parent was admitted to
 * @param allowance what the parent's operation requests
 * @param counted the names of what somebody has a limit on; nothing else is held to the allowance
 */
public record Kin(
    AgendaHeader.Parent parent, String insight, Amounts allowance, List<String> counted) {
  public Kin {
    counted = List.copyOf(counted);
  }

  /** Of a parent that runs on those terms. */
  public static Kin of(AgendaHeader.Parent parent, Admission admission, Amounts requests) {
    return new Kin(parent, admission.insight(), requests.withAgendas(0), admission.counted());
  }

  /** What a document's agenda needs for sure that its parent does not hold for it. */
  public Amounts lacking(AgendaDocument document) {
    Map<String, Long> names = counted.stream().collect(Collectors.toMap(name -> name, _ -> 0L));
    return Grant.of(allowance, Limits.ofMap(names)).lacking(Floor.of(document));
  }
}
