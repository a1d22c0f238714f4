package dev.fairlead.bench.faults;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An item store that goes wrong, and whose indexes lag, when the turbulence says so. */
final class SimulatedItems implements ItemStore {
  private static final int REMEMBERED = 6;

  private final Turbulence turbulence;
  private final ItemStore real;
  private final Witness witness;
  private final Backlog backlog;
  private final Remains remains;

  /** Earlier answers of an index by partition, latest first: an index that lags gives one again. */
  private final Map<String, Deque<Page>> earlier = new HashMap<>();

  SimulatedItems(
      Turbulence turbulence, ItemStore real, Witness witness, Backlog backlog, Remains remains) {
    this.turbulence = turbulence;
    this.real = real;
    this.witness = witness;
    this.backlog = backlog;
    this.remains = remains;
  }

  @Override
  public Optional<Item> read(Key key) {
    witness.touches(key.partition());
    return turbulence.call(PortCall.READ, () -> text(key), _ -> real.read(key));
  }

  @Override
  public WriteOutcome write(Write write) {
    return change(PortCall.WRITE, List.of(write), () -> real.write(write));
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    return change(PortCall.TRANSACT, writes, () -> real.transact(writes));
  }

  private WriteOutcome change(PortCall call, List<Write> writes, Supplier<WriteOutcome> apply) {
    writes.forEach(write -> witness.touches(write.key().partition()));
    return turbulence.call(
        call,
        () -> text(writes.getFirst().key()) + (writes.size() > 1 ? " +" + (writes.size() - 1) : ""),
        _ -> {
          witness.applying(writes);
          writes.forEach(this::look);
          WriteOutcome outcome = apply.get();
          if (outcome.isWritten()) {
            witness.applied(writes);
            backlog.changed(writes);
            remains.changed(writes);
          } else {
            turbulence.note(() -> "refused");
          }
          return outcome;
        });
  }

  private void look(Write write) {
    if (write instanceof Write.Put put) {
      put.item()
          .attributes()
          .values()
          .forEach(value -> {
            if (value instanceof Attr.Text(String text)) {
              witness.keeps(text);
            }
          });
    }
  }

  @Override
  public Page query(Query query) {
    witness.touches(query.partition());
    if (query.index().isEmpty()) {
      return turbulence.call(
          PortCall.QUERY,
          () -> query.table() + " " + query.partition(),
          _ -> {
            witness.readsLine(query.partition());
            return real.query(query);
          });
    }
    String what = query.table() + " " + query.partition();
    return turbulence.call(
        PortCall.QUERY_INDEX,
        () -> what,
        fault -> {
          Deque<Page> before = earlier.computeIfAbsent(what, _ -> new ArrayDeque<>());
          boolean stale = fault.equals(Optional.of(Fault.STALE)) && !before.isEmpty();
          witness.readsIndex(stale);
          Page now = real.query(query);
          Page told = stale ? cut(before.getLast(), query.limit()) : now;
          before.addFirst(now);
          if (before.size() > REMEMBERED) {
            before.removeLast();
          }
          return told;
        });
  }

  private static Page cut(Page page, int limit) {
    return new Page(page.items().stream().limit(limit).toList(), Optional.empty());
  }

  private static String text(Key key) {
    return key.table() + " " + key.partition() + " " + key.sort();
  }
}
