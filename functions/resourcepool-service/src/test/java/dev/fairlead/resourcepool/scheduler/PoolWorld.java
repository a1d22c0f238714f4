package dev.fairlead.resourcepool.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.GrantEvent;
import dev.fairlead.core.quota.GrantReplay;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Grants;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Need;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.PoolRow;
import dev.fairlead.store.PoolStake;
import dev.fairlead.store.Settlement;
import dev.fairlead.store.Slip;
import dev.fairlead.store.StoredObject;
import dev.fairlead.store.WakeUp;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Insights of one pool with agendas that come, grow and end, and schedulers over a store that is
 * looked at before each of their calls: whatever was written is replayed.
 */
final class PoolWorld {
  static final String POOL = "site";

  /** An agenda that an executor has. */
  record Running(AgendaKey agenda, Dispatched entry) {}

  final SettableClock clock = SettableClock.somewhen();
  final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  final ItemStore items = adapters.items();
  final Lines lines = new Lines(items);
  final List<String> insights = new ArrayList<>();
  final List<Running> running = new ArrayList<>();
  private final Grants grants = new Grants(items);
  private final List<GrantEvent> log = new ArrayList<>();
  private final Map<String, Amounts> granted = new HashMap<>();
  private final Map<String, Amounts> held = new HashMap<>();
  private final Scheduler scheduler = schedulerOver(items);
  private final Map<String, Limits> limits = new HashMap<>();
  private int numbers;
  private int moments;

  PoolWorld(String pool) {
    var fields = Json.object().put("title", "Site");
    ((Json.Obj) JsonText.parse(pool)).fields().forEach(fields::put);
    add(ObjectKind.RESOURCE_POOL, POOL, fields.build());
    log.add(new GrantEvent.Limited(0, POOL, capacity(pool)));
  }

  private static Limits capacity(String pool) {
    return PoolTerms.of((Json.Obj) JsonText.parse(pool)).capacity();
  }

  void insight(String id, String fields) {
    add(ObjectKind.INSIGHT, id, insightFields(fields));
    insights.add(id);
  }

  static Json.Obj insightFields(String fields) {
    var all = Json.object().put("title", "Of tests").put("resourcePoolId", POOL);
    ((Json.Obj) JsonText.parse(fields)).fields().forEach(all::put);
    return all.build();
  }

  private void add(ObjectKind kind, String id, Json.Obj fields) {
    var object = StoredObject.added(kind, id, new CustomerId("ops"), fields, clock.instant());
    assertThat(new ObjectRows(items).add(object, Optional.empty(), Optional.empty()).isWritten())
        .isTrue();
  }

  /** Puts an agenda in line, and its wake-up on the queue. */
  AgendaKey enter(String insight, String shape, long operations) {
    var agenda = new AgendaKey(new CustomerId("acme"), new AgendaId("%026d".formatted(numbers++)));
    var place = new Place(insight, 0, clock.advance(Duration.ofMillis(1)));
    var floor = Amounts.of(1, operations, 0, 0);
    items.write(Lines.enter(new InLine(place, agenda, 0, floor, shape)));
    send(WakeUp.of(place, agenda).message(), insight);
    return agenda;
  }

  private void send(String message, String insight) {
    adapters
        .queues()
        .send(
            QueueSpec.WAKE.queueName(),
            List.of(MessageQueue.Outgoing.inGroup(message, insight, "test-" + numbers++)));
  }

  /** Has the schedulers do all that anybody woke them for. */
  void pump() {
    pump(scheduler);
  }

  void pump(Scheduler with) {
    String queue = QueueSpec.WAKE.queueName();
    List<MessageQueue.Delivery> messages;
    do {
      messages = adapters.queues().receive(queue, 1, Duration.ofSeconds(30), Duration.ZERO);
      for (MessageQueue.Delivery message : messages) {
        with.wake(List.of(new QueueMessage("id", message.body(), 1, Optional.empty())));
        adapters.queues().delete(queue, message.receipt());
      }
      check();
    } while (!messages.isEmpty());
  }

  void tick() {
    scheduler.tick();
    check();
  }

  /** Claims all that is dispatched. */
  void claim() {
    for (String insight : insights) {
      for (Slip slip : lines.slips(insight, 1000)) {
        for (Dispatched entry : slip.entries()) {
          List<Write> opened = Grants.open(entry.agenda(), entry.admission());
          assertThat(opened.isEmpty() || items.transact(opened).isWritten()).isTrue();
          running.add(new Running(entry.agenda(), entry));
        }
        items.write(slip.drop());
        slip.entries().forEach(_ -> send(insight, insight));
      }
    }
  }

  /** What an agenda may use; nothing once it is over. */
  Optional<GrantRow> grant(AgendaKey agenda) {
    return grants.find(agenda);
  }

  /** An agenda that runs wants so many more operations at once. */
  void want(Running agenda, long more) {
    Dispatched entry = agenda.entry();
    var need =
        new Need(
            entry.insight(),
            agenda.agenda(),
            "n" + numbers++,
            entry.at(),
            Amounts.of(0, 1, 0, 0),
            Amounts.of(0, more, 0, 0));
    grants.ask(need);
    send(entry.insight(), entry.insight());
  }

  void end(Running agenda, double seconds) {
    Dispatched entry = agenda.entry();
    var used = new Settlement.Used(seconds, seconds);
    var writes = new ArrayList<Write>();
    writes.add(
        new Settlement(agenda.agenda(), 1, entry.admission(), Optional.of(used), clock.instant())
            .write());
    grants.find(agenda.agenda()).ifPresent(row -> writes.addAll(Grants.close(row)));
    assertThat(items.transact(writes).isWritten()).isTrue();
    running.remove(agenda);
    send(entry.insight(), entry.insight());
  }

  void endAll(String insight, double seconds) {
    List.copyOf(running).stream()
        .filter(agenda -> agenda.entry().insight().equals(insight))
        .forEach(agenda -> end(agenda, seconds));
  }

  /** It is known how long agendas of a shape take. */
  void know(String insight, String shape, double seconds) {
    var known = new Estimates(items).read(insight);
    for (int i = 0; i < PoolTerms.KNOWN_FROM; i++) {
      known = known.with(shape, new Settlement.Used(seconds, seconds));
    }
    items.write(known.write());
  }

  /** It is known from now on how long agendas of a shape take, as some were done. */
  void learn(String insight, String shape, double seconds) {
    for (int i = 0; i < PoolTerms.KNOWN_FROM; i++) {
      enter(insight, shape, 1);
      pump();
      claim();
      endAll(insight, seconds);
      pump();
    }
    clock.advance(Duration.ofMinutes(1));
    tick();
  }

  long runningOf(String insight) {
    return running.stream().filter(agenda -> agenda.entry().insight().equals(insight)).count();
  }

  long held(String insight) {
    return lines.ledger(insight).held().operations();
  }

  Draw draw(String insight) {
    return PoolRow.read(items, POOL).draws().getOrDefault(insight, Draw.NONE);
  }

  long version() {
    return PoolRow.read(items, POOL).version();
  }

  Scheduler schedulerOver(ItemStore store) {
    return new Scheduler(
        new Ports(watched(store), adapters.queues(), adapters.blobs(), adapters.secrets()), clock);
  }

  private ItemStore watched(ItemStore store) {
    return new FaultyItemStore(
        store,
        new FaultPlan() {
          @Override
          public ItemFault next(ItemCall call) {
            check();
            return new ItemFault.None();
          }
        });
  }

  /** What the store says now, against what it said last. */
  void check() {
    moments++;
    PoolRow row = PoolRow.read(items, POOL);
    for (String insight : insights) {
      Ledger ledger = lines.ledger(insight);
      Amounts drawn = row.draws().getOrDefault(insight, Draw.NONE).granted();
      Amounts told = ledger.stake().block().map(PoolStake.Block::draw).orElse(Draw.NONE).granted();
      if (!told.equals(drawn) || !ledger.held().covers(ledger.stake().brief())) {
        throw new AssertionError(ledger + " beside " + row);
      }
      var most = Limits.ofMap(Map.of("operations", drawn.operations()));
      if (!most.equals(limits.put(insight, most))) {
        log.add(new GrantEvent.Limited(moments, insight, most));
      }
      note("block of " + insight, POOL, granted, drawn);
      note("held by " + insight, insight, held, ledger.held());
    }
  }

  private void note(String holder, String node, Map<String, Amounts> before, Amounts now) {
    Amounts had = before.getOrDefault(holder, Amounts.NONE);
    Amounts more = now.without(had);
    Amounts less = had.without(now);
    if (!less.isZero()) {
      log.add(new GrantEvent.Freed(moments, holder, less));
    }
    if (!more.isZero()) {
      log.add(new GrantEvent.Taken(moments, holder, List.of(node), more));
    }
    before.put(holder, now);
  }

  void assertNeverOver() {
    check();
    assertThat(GrantReplay.faults(log)).isEmpty();
  }
}
