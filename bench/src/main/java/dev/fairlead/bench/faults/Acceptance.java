package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.ClientTokens;
import dev.fairlead.store.Lines;
import dev.fairlead.store.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whatever a submit came to, it left all of its rows or none. */
final class Acceptance {
  private static final int MANY = 100;

  private final Ports real;
  private final AgendaRows rows;
  private final Lines lines;
  private final Witness witness;
  private final List<PlannedAgenda> plans;
  private final Set<String> insights;

  /**
   * @param real the ports without anything that goes wrong
   * @param insights by id
   */
  Acceptance(Ports real, Witness witness, List<PlannedAgenda> plans, Set<String> insights) {
    this.insights = insights;
    this.real = real;
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.lines = new Lines(real.items());
    this.witness = witness;
    this.plans = plans;
  }

  /** The customer's agendas that the store shows. */
  List<AgendaHeader> headers(CustomerId customer) {
    return rows.list(customer, MANY, Optional.empty()).headers();
  }

  void check(CustomerId customer) {
    var named = new ArrayList<AgendaId>();
    for (PlannedAgenda plan : plans) {
      if (plan.customer().equals(customer)) {
        real.items()
            .read(ClientTokens.keyOf(customer, plan.token()))
            .map(ClientTokens::useOf)
            .map(ClientTokens.Use::agenda)
            .ifPresent(named::add);
      }
    }
    List<AgendaHeader> headers = headers(customer);
    List<AgendaId> shown =
        headers.stream()
            .filter(header -> header.parent().isEmpty())
            .map(header -> header.key().agenda())
            .toList();
    boolean isWhole =
        named.containsAll(shown)
            && named.stream()
                .allMatch(agenda -> shown.contains(agenda) || witness.isDeleted(agenda.value()));
    if (!isWhole) {
      witness.problem("tokens name " + named + ", headers show " + shown);
    }
    headers.forEach(this::checkPlace);
  }

  /** An agenda is in line, or dispatched, or further. */
  private void checkPlace(AgendaHeader header) {
    AgendaKey key = header.key();
    Optional<RunRow> run = rows.run(key);
    boolean waits =
        run.flatMap(RunRow::place).filter(place -> lines.isWaiting(place, key)).isPresent();
    boolean dispatched =
        insights.stream()
            .flatMap(insight -> lines.dispatched(insight, MANY).stream())
            .anyMatch(entry ->
                entry.agenda().equals(key)
                    && run.filter(row -> row.epoch() == entry.epoch()).isPresent());
    boolean isInLine =
        run.filter(row -> row.state() == AgendaState.WAITING && row.hold().isEmpty()).isPresent();
    if (run.isEmpty()) {
      witness.problem(key + " has no run row in " + TableSpec.AGENDAS.tableName());
    } else if (isInLine != (waits || dispatched)) {
      witness.problem(
          key + " is " + run.get().state() + ", waiting " + waits + ", dispatched " + dispatched);
    } else if (waits && dispatched) {
      witness.problem(key + " is in line twice");
    }
  }
}
