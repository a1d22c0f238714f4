package dev.fairlead.agendaservice.rerun;

import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Journal;
import java.util.Optional;

/**
 * The agenda around a sub-agenda. It holds what the sub-agenda runs on until it has taken the end
 * of that; what is done again afterwards has to be admitted like any agenda.
 */
final class AroundIt {
  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;

  AroundIt(AgendaRows rows, Documents documents, Journal journal) {
    this.rows = rows;
    this.documents = documents;
    this.journal = journal;
  }

  /**
   * Whether it has not taken the end of a sub-agenda yet: once it has, that is so for ever. Cost:
   * nothing, or 1 read and the journal's load for a sub-agenda.
   */
  boolean isWaitingFor(AgendaHeader child) {
    return child.parent().filter(parent -> isWaitingFor(child, parent)).isPresent();
  }

  private boolean isWaitingFor(AgendaHeader child, AgendaHeader.Parent parent) {
    var key = new AgendaKey(child.key().customer(), parent.agenda());
    return rows.header(key)
        .map(this::run)
        .filter(run -> !run.isComplete())
        .flatMap(run -> Optional.ofNullable(run.operations().get(parent.operation())))
        .flatMap(OperationRun::lease)
        .filter(lease -> lease.attempt() == parent.attempt())
        .isPresent();
  }

  private AgendaRun run(AgendaHeader header) {
    return journal.load(
        header.key(),
        documents.read(header).operations().stream().map(OperationSpec::name).toList());
  }
}
