package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.GrantEvent;
import dev.fairlead.core.quota.GrantReplay;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.GiveBack;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Follows what is held under limits, write by write: who took what when it was admitted or given
 * more, and who gave it back. What accounts, ledger and grants say must be that, at each write.
 */
final class Quotas {
  private static final String LINES = TableSpec.LINES.tableName();
  private static final String LEDGER = "ledger/";
  private static final String SETTLEMENTS = "settlements/";
  private static final String GROWTH = "growth/";
  private static final String GRANTS = "grants/";
  private static final String POOL = "pool/";
  private static final int MANY = 200;

  private final Announced announced;
  private final PoolLedger pools;
  private final Halts halts;
  private final Bumps bumps;
  private final Misplaced misplaced;
  private final Lines lines;
  private final Accounts accounts;
  private final Grants grants;
  private final Consumer<String> problems;
  private final Map<Feature, Integer> features = new EnumMap<>(Feature.class);
  private final Map<String, Line> byInsight = new LinkedHashMap<>();
  private final Map<AgendaKey, GrantRow> granted = new HashMap<>();
  private final Map<String, Amounts> held = new HashMap<>();
  private final Set<AgendaKey> kin = new HashSet<>();
  private final Set<String> brief = new HashSet<>();
  private final List<GrantEvent> log = new ArrayList<>();

  /** What an insight's notes and dispatches came to so far. */
  private static final class Line {
    private long lastDispatch;
    private Set<Settlement> ended = Set.of();
    private Set<GiveBack> given = Set.of();
    private Amounts held = Amounts.NONE;
  }

  /**
   * @param real the ports without anything that goes wrong
   */
  Quotas(Ports real, SimulatedClock clock, Consumer<String> problems) {
    this.announced = new Announced(real, clock);
    this.pools = new PoolLedger(real.items(), announced, problems);
    this.halts = new Halts(announced, problems);
    this.bumps = new Bumps(real.items(), problems, () -> seen(Feature.BUMPED));
    this.lines = new Lines(real.items());
    this.misplaced = new Misplaced(lines, problems, () -> seen(Feature.SET_ASIDE));
    this.accounts = new Accounts(real.items());
    this.grants = new Grants(real.items());
    this.problems = problems;
  }

  /** Counts something. */
  void seen(Feature feature) {
    features.merge(feature, 1, Integer::sum);
  }

  /** How often something is seen that only limits bring about. */
  Map<Feature, Integer> features() {
    return features;
  }

  /** Learns what an object says now. */
  void learn(ObjectKind kind, String id) {
    announced.learn(kind, id);
  }

  /** Whether whoever schedules an insight goes by age alone, as far as it can know. */
  boolean isByAge(String insight, Instant begin) {
    return !pools.isDivided(insight)
        && !lines.ledger(insight).roll().isForCustomers()
        && announced.insight(insight, begin).stream().noneMatch(Insight::isLimited);
  }

  /**
   * Takes in what was written.
   *
   * @param begin of the invocation that wrote it
   */
  void applied(List<Write> writes, Instant begin) {
    if (announced.isNothing()) {
      return;
    }
    Set<String> ledgers = new LinkedHashSet<>();
    Set<String> noted = new LinkedHashSet<>();
    Set<AgendaKey> raised = new LinkedHashSet<>();
    Set<String> drawn = new LinkedHashSet<>();
    for (Write write : writes) {
      String partition = write.key().partition();
      if (write.key().table().equals(TableSpec.OBJECTS.tableName())) {
        Stream.of(ObjectKind.values())
            .filter(kind -> partition.equals(Shelf.OPERATORS.name() + "/" + kind.plural()))
            .forEach(kind -> learn(kind, write.key().sort()));
      } else if (write.key().table().equals(LINES)) {
        after(LEDGER, partition).ifPresent(ledgers::add);
        after(SETTLEMENTS, partition).ifPresent(noted::add);
        after(GROWTH, partition).ifPresent(noted::add);
        after(GRANTS, partition).map(AgendaKey::parse).ifPresent(raised::add);
        after(POOL, partition).ifPresent(drawn::add);
      }
    }
    halts.applied(writes, begin);
    bumps.applied(writes);
    misplaced.applied(writes, (insight, entry) -> limits(insight, entry.agenda(), begin));
    noted.stream().filter(insight -> !ledgers.contains(insight)).forEach(this::noted);
    ledgers.forEach(this::freed);
    raised.forEach(agenda -> granted(agenda, begin));
    ledgers.forEach(insight -> turned(insight, begin));
    drawn.forEach(pools::drawn);
  }

  private static Optional<String> after(String prefix, String partition) {
    return partition.startsWith(prefix)
        ? Optional.of(partition.substring(prefix.length()))
        : Optional.empty();
  }

  private Line line(String insight) {
    return byInsight.computeIfAbsent(insight, _ -> new Line());
  }

  private void noted(String insight) {
    Line line = line(insight);
    line.ended = new HashSet<>(accounts.settlements(insight, MANY));
    line.given = new HashSet<>(grants.notes(insight, MANY).given());
  }

  /** What a scheduler took away of the notes is free from now on. */
  private void freed(String insight) {
    Line line = line(insight);
    Set<Settlement> ended = line.ended;
    Set<GiveBack> given = line.given;
    noted(insight);
    for (Settlement note : ended) {
      if (!line.ended.contains(note)) {
        free(insight, note.agenda(), note.admission().held());
      }
    }
    for (GiveBack note : given) {
      if (!line.given.contains(note)) {
        free(insight, note.agenda(), note.amounts());
        seen(Feature.GAVE_BACK);
      }
    }
  }

  private void free(String insight, AgendaKey agenda, Amounts amounts) {
    String holder = holder(insight, agenda);
    log.add(new GrantEvent.Freed(log.size(), holder, amounts));
    Amounts before = held.getOrDefault(holder, Amounts.NONE);
    Line line = line(insight);
    if (!before.covers(amounts) || !line.held.covers(amounts)) {
      problems.accept(holder + " gave back " + amounts + " of " + before);
      return;
    }
    held.put(holder, before.minus(amounts));
    line.held = line.held.minus(amounts);
  }

  private void take(String insight, AgendaKey agenda, Amounts amounts, Instant begin) {
    String holder = holder(insight, agenda);
    String part = insight + "/" + agenda.customer();
    List<Insight> said = announced.insight(insight, begin);
    log.add(
        new GrantEvent.Limited(
            log.size(), insight, loosest(said.stream().map(it -> it.terms().limits()).toList())));
    log.add(new GrantEvent.Limited(log.size(), part, loosest(ceilings(said, agenda, begin))));
    log.addAll(pools.limits(insight, log.size()));
    var nodes = new ArrayList<>(List.of(insight, part));
    nodes.addAll(pools.nodes(insight, brief.contains(place(insight, agenda))));
    log.add(new GrantEvent.Taken(log.size(), holder, nodes, amounts));
    held.merge(holder, amounts, Amounts::plus);
    Line line = line(insight);
    line.held = line.held.plus(amounts);
  }

  /** All that may limit what an agenda of an insight holds. */
  private List<Limits> limits(String insight, AgendaKey agenda, Instant begin) {
    List<Insight> said = announced.insight(insight, begin);
    var all = new ArrayList<>(said.stream().map(it -> it.terms().limits()).toList());
    all.addAll(ceilings(said, agenda, begin));
    pools.limits(insight, 0).forEach(limited -> all.add(limited.limits()));
    return all;
  }

  private List<Limits> ceilings(List<Insight> said, AgendaKey agenda, Instant begin) {
    List<CustomerTerms> terms = announced.customer(agenda.customer(), begin);
    return said.stream()
        .flatMap(it -> terms.stream().map(one -> one.limits().or(it.terms().customerLimits())))
        .toList();
  }

  /** Of each, the highest. */
  private static Limits loosest(List<Limits> all) {
    Map<String, Long> most = new HashMap<>();
    for (Limits limits : all) {
      limits.asMap().forEach((name, value) -> most.merge(name, value, Math::max));
    }
    most.keySet().removeIf(name -> !all.stream().allMatch(it -> it.asMap().containsKey(name)));
    return Limits.ofMap(most);
  }

  private String holder(String insight, AgendaKey agenda) {
    String place = place(insight, agenda);
    return brief.contains(place) ? place + " for short" : place;
  }

  private static String place(String insight, AgendaKey agenda) {
    return agenda + " in " + insight;
  }

  /** A grant is opened with what its admission took, raised by a turn, lowered by its agenda. */
  private void granted(AgendaKey agenda, Instant begin) {
    Optional<GrantRow> now = grants.find(agenda);
    if (now.isEmpty()) {
      granted.remove(agenda);
      return;
    }
    GrantRow row = now.get();
    GrantRow before = granted.put(agenda, row);
    if (before != null) {
      Amounts more = row.held().without(before.held());
      if (!more.isZero()) {
        take(row.insight(), agenda, more, begin);
        seen(Feature.GREW);
      }
    }
    Amounts taken = held.getOrDefault(holder(row.insight(), agenda), Amounts.NONE);
    // What a sub-agenda may use is its parent's.
    if (!kin.contains(agenda) && !taken.covers(row.held())) {
      problems.accept(agenda + " was granted " + row.held() + " and took only " + taken);
    }
  }

  /** A turn of an insight's scheduler was written: who was admitted, and what is held by now. */
  private void turned(String insight, Instant begin) {
    Ledger ledger = lines.ledger(insight);
    Line line = line(insight);
    pools.turned(ledger);
    for (Lines.Dispatched entry : lines.dispatched(insight, MANY)) {
      if (entry.sequence() > line.lastDispatch) {
        admitted(insight, entry, begin);
      }
    }
    line.lastDispatch = ledger.lastDispatch();
    Amounts together =
        accounts.all(insight, "", MANY).stream()
            .map(AccountRow::held)
            .reduce(Amounts.NONE, Amounts::plus);
    if (!together.equals(ledger.held()) || !line.held.equals(ledger.held())) {
      problems.accept(
          insight
              + " holds "
              + ledger.held()
              + ", its accounts "
              + together
              + ", its agendas "
              + line.held);
    }
  }

  private void admitted(String insight, Lines.Dispatched entry, Instant begin) {
    if (entry.admission().isOfKin()) {
      kin.add(entry.agenda());
      return;
    }
    halts.dispatched(entry.agenda().toString(), insight, begin);
    if (!entry.admission().isAccounted()) {
      return;
    }
    if (entry.admission().isBrief()) {
      seen(Feature.BRIEF);
    }
    if (held.getOrDefault(holder(insight, entry.agenda()), Amounts.NONE).isZero()) {
      // Done again, it may be taken for something else.
      brief.remove(place(insight, entry.agenda()));
      if (entry.admission().isBrief()) {
        brief.add(place(insight, entry.agenda()));
      }
    }
    take(insight, entry.agenda(), entry.admission().held(), begin);
    seen(Feature.ADMITTED);
  }

  /**
   * An operation starts: all that run fit in the grant, if their agenda has one.
   *
   * @param plan of the agenda
   */
  void launching(AgendaKey agenda, AgendaRun run, PlannedAgenda plan) {
    Optional<GrantRow> row = grants.find(agenda);
    if (row.isEmpty()) {
      return;
    }
    Map<String, PlannedOperation> all = plan.everything();
    Amounts used =
        run.operations().values().stream()
            .filter(OperationRun::isLeased)
            .map(operation -> PlannedAgenda.required(all, operation.name()).uses())
            .reduce(Amounts.NONE, Amounts::plus);
    if (!row.get().grant().lacking(used).isZero()) {
      problems.accept(agenda + " uses " + used + " of " + row.get().held());
    }
  }

  /** A line for each thing that is held though everything is over. */
  List<String> left() {
    var left = new ArrayList<String>();
    byInsight.forEach((insight, line) -> {
      if (!line.held.isZero()) {
        left.add(insight + " holds " + line.held);
      }
      line.ended.forEach(note -> left.add("not settled: " + note));
      Grants.Notes notes = grants.notes(insight, MANY);
      notes.given().forEach(note -> left.add("not taken back: " + note));
      notes.wanted().forEach(note -> left.add("wanted: " + note));
    });
    granted.values().forEach(row -> left.add("granted: " + row));
    return left;
  }

  /** Holds the whole log against the limits that there were. */
  void check() {
    GrantReplay.faults(log)
        .forEach(fault -> problems.accept("quota: " + fault.subject() + " " + fault.message()));
    GrantReplay.left(log)
        .forEach((holder, amounts) -> problems.accept(holder + " has " + amounts + " for good"));
  }
}
