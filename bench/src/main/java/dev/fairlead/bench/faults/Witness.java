package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Watches every write as it is made, and says at once which promise it breaks. */
final class Witness {
  private static final String LINES = TableSpec.LINES.tableName();
  private static final String DISPATCHED = "dispatched/";
  private static final String WAITING = "waiting/";
  private static final String KIN = "kin/";
  private static final int MAX_PROBLEMS = 20;

  /** What each secret holds, and nothing else does. */
  static final String SECRET = "swordfish";

  private final Turbulence turbulence;
  private final ItemStore items;
  private final AgendaRows rows;
  private final Journals journals;
  private final List<CustomerId> customers;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> acceptedAt = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final ClaimOrder claims;
  private final SimulatedClock clock;
  private final Quotas quotas;
  private final Set<String> agendasSeen = new HashSet<>();
  private final Map<String, PlannedAgenda> plans = new HashMap<>();
  private long moment;
  private int entries;
  private int dispatches;
  private int cancels;

  /**
   * @param real the ports without anything that goes wrong
   */
  Witness(Turbulence turbulence, Ports real, SimulatedClock clock, List<CustomerId> customers) {
    this.clock = clock;
    this.quotas = new Quotas(real, clock, this::problem);
    this.turbulence = turbulence;
    this.items = real.items();
    this.claims = new ClaimOrder(real, this::problem);
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.journals = new Journals(real);
    this.customers = List.copyOf(customers);
  }

  /** What is held, and by whom. */
  Quotas quotas() {
    return quotas;
  }

  /** What will be submitted. */
  void expects(List<PlannedAgenda> agendas) {
    agendas.forEach(plan -> plans.put(plan.token(), plan));
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  void problem(String what) {
    turbulence.note(() -> "PROBLEM " + what);
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(what);
    }
  }

  /** What is done on behalf of one customer touches no other's keys. */
  void touches(String partition) {
    Optional<CustomerId> caller = turbulence.current().flatMap(Invocation::customer);
    if (caller.isEmpty()) {
      return;
    }
    for (CustomerId other : customers) {
      if (!other.equals(caller.get())
          && partition.contains(other.value())
          && List.of(partition.split("/", -1)).contains(other.value())) {
        problem("a call of " + caller.get() + " touched " + partition);
      }
    }
  }

  /** Nothing that is stored, sent, said or written down holds a secret. */
  void keeps(String text) {
    if (text.contains(SECRET)) {
      problem("a secret is in " + text.substring(0, Math.min(200, text.length())));
    }
  }

  /** Somebody is about to delete an agenda that is over, and was checked. */
  void deletes(AgendaKey agenda) {
    deleted.add(agenda.agenda().value());
  }

  boolean hasDeleted() {
    return !deleted.isEmpty();
  }

  /** Those that may be gone. */
  Stream<String> deleted() {
    return deleted.stream();
  }

  /** Whether it may be gone. */
  boolean isDeleted(String id) {
    return deleted.contains(id);
  }

  void readsIndex(boolean stale) {
    moment++;
    turbulence.current().ifPresent(invocation -> invocation.lineRead(moment, stale));
  }

  /** Who waits of one customer is read, as it is. */
  void readsLine(String partition) {
    if (partition.startsWith(WAITING)) {
      moment++;
      turbulence.current().ifPresent(invocation -> invocation.lineRead(partition, moment));
    }
  }

  void applying(List<Write> writes) {
    moment++;
  }

  void applied(List<Write> writes) {
    journals.changed(writes);
    claims.applied(writes);
    quotas.applied(writes, begin());
    var dispatched = new ArrayList<Key>();
    boolean isCancel = isCancel(writes);
    boolean moves = moves(writes);
    for (Write write : writes) {
      if (write instanceof Write.Put put && is(put.key(), WAITING)) {
        acceptedAt.put(put.key().sort(), moment);
        agendasSeen.add(agendaIn(put.key()));
        entries += moves ? 0 : 1;
      }
      if (moves) {
        continue;
      }
      if (isCancel && (isDelete(write, WAITING) || is(write.key(), DISPATCHED))) {
        dispatches += isDelete(write, WAITING) ? 1 : 0;
        cancels++;
        continue;
      }
      if (isDelete(write, WAITING)) {
        dispatches++;
        // Sub-agendas run on what their parents hold, and compete with nobody.
        if (!write.key().sort().startsWith(KIN)) {
          dispatched.add(write.key());
        }
      }
    }
    if (!dispatched.isEmpty()) {
      String insight = insightOf(dispatched.getFirst());
      if (quotas.isByAge(insight, begin())) {
        checkOrder(insight, dispatched.stream().map(Key::sort).toList());
      } else {
        dispatched.forEach(this::checkOrder);
      }
    }
  }

  private Instant begin() {
    return turbulence.current().map(Invocation::begin).orElseGet(clock::instant);
  }

  private static String agendaIn(Key entry) {
    return entry.sort().substring(entry.sort().lastIndexOf('/') + 1);
  }

  private static String insightOf(Key entry) {
    String line = entry.partition().substring(WAITING.length());
    return line.substring(0, line.indexOf('/'));
  }

  /** Whether an agenda goes from one line to another. */
  private static boolean moves(List<Write> writes) {
    return writes.stream().anyMatch(write -> isDelete(write, WAITING))
        && writes.stream()
            .anyMatch(write -> write instanceof Write.Put && is(write.key(), WAITING));
  }

  /** Nobody is overtaken by a younger one of the same customer and priority. */
  private void checkOrder(Key dispatched) {
    long readAt =
        turbulence
            .current()
            .map(invocation -> invocation.lineReadAt(dispatched.partition()))
            .orElse(-1L);
    String lane = dispatched.sort().substring(0, dispatched.sort().indexOf('/') + 1);
    items.query(Query.of(LINES, dispatched.partition(), 1).startingWith(lane)).items().stream()
        .map(item -> item.key().sort())
        .filter(first -> first.compareTo(dispatched.sort()) < 0)
        .filter(first -> acceptedAt.getOrDefault(first, Long.MAX_VALUE) < readAt)
        .forEach(first -> problem(dispatched.sort() + " was dispatched before " + first));
  }

  /**
   * Every agenda passed by here: else the rows moved, and these checks look at nothing.
   *
   * @param agendas that were ever in a line
   */
  void checkSeen(int agendas) {
    int left = claims.claims() + cancels;
    if (agendasSeen.size() != agendas || dispatches != entries || left != entries) {
      problem(
          agendas
              + " agendas: saw "
              + agendasSeen.size()
              + " of them, "
              + entries
              + " entries, "
              + dispatches
              + " dispatches, "
              + left
              + " claims and cancellations");
    }
  }

  /** Nobody who was in line when the scheduler looked is overtaken by a younger one. */
  private void checkOrder(String insight, List<String> dispatched) {
    List<String> ages = dispatched.stream().map(Witness::age).toList();
    if (!ages.equals(ages.stream().sorted().toList())) {
      problem("dispatched out of order: " + dispatched);
    }
    long readAt = turbulence.current().map(Invocation::lineReadAt).orElse(-1L);
    items.query(Query.ofIndex(LINES, "byAge", insight, 1000)).items().stream()
        .map(item -> item.key().sort())
        .filter(older -> age(older).compareTo(ages.getLast()) < 0)
        .filter(older -> acceptedAt.getOrDefault(older, Long.MAX_VALUE) < readAt)
        .forEach(older -> problem(dispatched.getLast() + " was dispatched before " + older));
  }

  /** How old an entry is, whatever its lane. */
  private static String age(String sort) {
    return sort.substring(sort.indexOf('/') + 1);
  }

  /** Nothing is started that the journal does not name, or before what it waits for. */
  void launching(Order order) {
    AgendaKey agenda = order.key().agenda();
    Optional<AgendaRun> run = run(agenda);
    if (run.isEmpty()) {
      problem("launched " + order.key() + " of an unknown agenda");
      return;
    }
    rows.header(agenda)
        .flatMap(AgendaHeader::linkId)
        .map(plans::get)
        .ifPresent(plan -> quotas.launching(agenda, run.get(), plan));
    String name = order.key().operation();
    Optional<OperationRun> known = Optional.ofNullable(run.get().operations().get(name));
    int latest =
        known.map(OperationRun::attempt).orElseGet(() -> run.get().retired().getOrDefault(name, 0));
    if (order.attempt() > latest) {
      problem("launched attempt " + order.attempt() + " of " + order.key() + " before its row");
    }
    if (known.isEmpty()) {
      // A late order, too: the agenda was done again meanwhile, and did not grow by it yet.
      return;
    }
    OperationRun operation = known.get();
    Journals.Accepted document = journals.accepted(agenda).orElseThrow();
    boolean isStale = operation.lease().filter(it -> it.attempt() == order.attempt()).isEmpty();
    if (isStale || document.graph().find(operation.name()).isEmpty()) {
      // A late order starts nothing; what an agenda grew by is looked at with its whole journal.
      return;
    }
    Map<String, Phase> phases = document.phases();
    document.graph().dependencies(operation.name()).stream()
        .filter(before -> Objects.equals(phases.get(before), phases.get(operation.name())))
        .map(run.get()::operation)
        .filter(before -> !isWell(before))
        .forEach(before -> problem("launched " + order.key() + " before " + before.name()));
  }

  /** Whether it succeeded, or had nothing to do. */
  private static boolean isWell(OperationRun operation) {
    return operation.outcome().equals(Optional.of(OperationOutcome.SUCCEEDED))
        || (operation.outcome().equals(Optional.of(OperationOutcome.SKIPPED))
            && operation.diagnostic().filter(why -> why.code().equals("condition")).isPresent());
  }

  /** The run as the journal has it now; empty if there is no such agenda, or none to be read. */
  private Optional<AgendaRun> run(AgendaKey agenda) {
    try {
      return journals.run(agenda);
    } catch (IllegalStateException | PortException unreadable) {
      if (!isDeleted(agenda.agenda().value())) {
        problem("the journal of " + agenda + " can't be read: " + unreadable);
      }
      return Optional.empty();
    }
  }

  /** Whether the journal of the agenda has its end. */
  boolean isOver(AgendaKey agenda) {
    return run(agenda).filter(AgendaRun::isComplete).isPresent();
  }

  /** Whether it is in no line, though it is not over. */
  boolean isHeld(AgendaKey agenda) {
    return rows.run(agenda).filter(row -> row.hold().isPresent()).isPresent();
  }

  /** Whether an attempt of the operation is out there. */
  boolean isRunning(AgendaKey agenda, String operation) {
    return run(agenda)
        .flatMap(run -> Optional.ofNullable(run.operations().get(operation)))
        .filter(OperationRun::isLeased)
        .isPresent();
  }

  /** How often somebody had the agenda done again, by its journal. */
  int timesRedone(AgendaKey agenda) {
    return run(agenda).isPresent() ? journals.timesRedone(agenda) : 0;
  }

  /**
   * Who cancels an agenda that nobody claimed takes it from wherever it is in line, and ends it.
   */
  private static boolean isCancel(List<Write> writes) {
    return writes.stream()
        .anyMatch(write ->
            write instanceof Write.Put
                && write.key().table().equals(TableSpec.TIMERS.tableName())
                && write.key().partition().startsWith("reap/"));
  }

  private static boolean isDelete(Write write, String partition) {
    return write instanceof Write.Delete && is(write.key(), partition);
  }

  private static boolean is(Key key, String partition) {
    return key.table().equals(LINES) && key.partition().startsWith(partition);
  }
}
