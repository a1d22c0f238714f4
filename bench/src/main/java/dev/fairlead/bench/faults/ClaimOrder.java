package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.RunRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches claims: each takes the oldest that is dispatched and not claimed, and that one once. */
final class ClaimOrder {
  private static final int MANY = 1000;

  private final AgendaRows rows;
  private final Lines lines;
  private final Consumer<String> problem;
  private int claims;

  ClaimOrder(Ports real, Consumer<String> problem) {
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.lines = new Lines(real.items());
    this.problem = problem;
  }

  /** How many claims were seen. */
  int claims() {
    return claims;
  }

  /** Writes that have just been done. */
  void applied(List<Write> writes) {
    for (Write write : writes) {
      if (write instanceof Write.Put put
          && put.key().table().equals(TableSpec.AGENDAS.tableName())
          && put.key().sort().equals("run")) {
        rows.run(AgendaKey.parse(put.key().partition()))
            .filter(row -> row.state() == AgendaState.EXECUTING)
            .ifPresent(this::claimed);
      }
    }
  }

  private void claimed(RunRow row) {
    claims++;
    List<Dispatched> line = lines.dispatched(row.insight().orElseThrow(), MANY);
    Optional<Dispatched> own =
        line.stream().filter(entry -> isOf(entry, row, row.epoch() - 1)).findFirst();
    if (own.isEmpty()) {
      problem.accept("claimed " + row.key() + ", which is not dispatched");
      return;
    }
    line.stream()
        .takeWhile(entry -> entry.sequence() < own.get().sequence())
        .filter(this::isUnclaimed)
        .forEach(entry -> problem.accept("claimed " + row.key() + " before " + entry.agenda()));
  }

  private boolean isUnclaimed(Dispatched entry) {
    return rows.run(entry.agenda()).filter(row -> isOf(entry, row, row.epoch())).isPresent();
  }

  private static boolean isOf(Dispatched entry, RunRow row, long epoch) {
    return entry.agenda().equals(row.key()) && entry.epoch() == epoch;
  }
}
