package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Journal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the journals of agendas say, read again only where something was written since. */
final class Journals {
  private static final String AGENDAS = TableSpec.AGENDAS.tableName();

  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final Map<AgendaKey, Accepted> accepted = new HashMap<>();
  private final Map<AgendaKey, AgendaRun> runs = new HashMap<>();
  private final Map<AgendaKey, Integer> redone = new HashMap<>();

  /** Partitions of agendas whose runs are as their journals; of these nothing was written since. */
  private final Set<String> unchanged = new HashSet<>();

  /** Over the ports without anything that goes wrong. */
  Journals(Ports real) {
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.documents = new Documents(rows);
    this.journal = new Journal(real.items(), real.blobs());
  }

  /** An accepted document, which never changes. */
  record Accepted(AgendaGraph graph, Map<String, Phase> phases) {
    private static Accepted of(AgendaDocument document) {
      return new Accepted(
          AgendaGraph.of(document),
          document.operations().stream()
              .collect(Collectors.toMap(OperationSpec::name, OperationSpec::phase)));
    }
  }

  /** Takes in what was written. */
  void changed(List<Write> writes) {
    for (Write write : writes) {
      if (write.key().table().equals(AGENDAS)) {
        unchanged.remove(write.key().partition());
      }
    }
  }

  /** Empty if there is no such agenda. */
  Optional<Accepted> accepted(AgendaKey agenda) {
    Optional<Accepted> known = Optional.ofNullable(accepted.get(agenda));
    if (known.isPresent()) {
      return known;
    }
    Optional<Accepted> read = rows.header(agenda).map(documents::read).map(Accepted::of);
    read.ifPresent(found -> accepted.put(agenda, found));
    return read;
  }

  /**
   * The run as the journal has it now; empty if there is no such agenda.
   *
   * @throws dev.fairlead.core.port.PortException if the journal lacks an entry
   * @throws IllegalStateException if an entry does not follow from those before it
   */
  Optional<AgendaRun> run(AgendaKey agenda) {
    AgendaRun known = runs.get(agenda);
    if (known != null && unchanged.contains(agenda.toString())) {
      return Optional.of(known);
    }
    return accepted(agenda)
        .map(document -> {
          AgendaRun now =
              journal.refresh(
                  agenda, known == null ? AgendaRun.empty(document.graph().operations()) : known);
          runs.put(agenda, now);
          redone.remove(agenda);
          unchanged.add(agenda.toString());
          return now;
        });
  }

  /** How often somebody had the agenda done again; of one that {@link #run} gives. */
  int timesRedone(AgendaKey agenda) {
    return redone.computeIfAbsent(
        agenda,
        _ ->
            Math.toIntExact(
                journal.entries(agenda, 0, Integer.MAX_VALUE).stream()
                    .flatMap(entry -> entry.changes().stream())
                    .filter(change -> change instanceof Change.AgendaReset reset && !isRetry(reset))
                    .count()));
  }

  private static boolean isRetry(Change.AgendaReset reset) {
    return reset.by().equals(Change.AgendaReset.RETRY);
  }
}
