package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Handling;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunPlans;
import java.util.Optional;

/** The agendas that wait for a sub-agenda, each for the one in it. */
final class Ancestors {
  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final RunPlans plans;

  Ancestors(Ports ports, AgendaRows rows) {
    this.rows = rows;
    this.documents = new Documents(rows);
    this.journal = new Journal(ports.items(), ports.blobs());
    this.plans = new RunPlans(documents, new Outputs(ports.blobs()));
  }

  /** How many agendas are around a sub-agenda of this one. Cost: 1 read. */
  int depthBelow(AgendaKey parent) {
    return 1
        + rows.header(parent)
            .flatMap(AgendaHeader::parent)
            .map(AgendaHeader.Parent::depth)
            .orElse(0);
  }

  /**
   * The one that has an inventory until it is over, so that a sub-agenda of the first would wait
   * for it for ever. Cost: for each agenda around 1 read and the journal's load.
   */
  Optional<AgendaKey> holder(AgendaKey parent, InventoryName inventory) {
    Optional<AgendaHeader> next = rows.header(parent);
    while (next.isPresent()) {
      AgendaHeader header = next.get();
      if (inventory(header).equals(Optional.of(inventory))) {
        return Optional.of(header.key());
      }
      next =
          header
              .parent()
              .flatMap(
                  above -> rows.header(new AgendaKey(header.key().customer(), above.agenda())));
    }
    return Optional.empty();
  }

  /** By the document that counts: a rerun may have given it another. */
  private Optional<InventoryName> inventory(AgendaHeader header) {
    var document = documents.read(header);
    AgendaRun run =
        journal.load(
            header.key(), document.operations().stream().map(OperationSpec::name).toList());
    var accepted = RunPlans.accepted(header, document, _ -> Handling.OF_LISTS);
    return plans.now(header.key(), accepted, run).document().inventory();
  }
}
