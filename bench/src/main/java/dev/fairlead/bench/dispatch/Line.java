package dev.fairlead.bench.dispatch;

import static java.util.Objects.requireNonNull;

import dev.fairlead.bench.metering.NoProcesses;
import dev.fairlead.bench.metering.SubmitRequest;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.local.HomeFunctions;
import dev.fairlead.local.QueuePump;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * A backlog of agendas of one operation each, in insights that go by age and limit nothing, and all
 * functions in one thread, handed one message after the other.
 */
final class Line {
  private static final long SEED = 1;
  private static final int CUSTOMERS = 100;
  private static final String POOL = "site";

  private final HomeFunctions functions;
  private final Map<QueueTrigger, QueuePump> pumps = new EnumMap<>(QueueTrigger.class);
  private final int insights;
  private int submitted;

  /**
   * A line.
   *
   * @param meter what the functions have in place of the store itself
   * @param insights 1 and up
   */
  Line(EmbeddedAdapters adapters, UnaryOperator<ItemStore> meter, int insights) {
    var clock = InstantSource.system();
    var ports =
        new Ports(
            meter.apply(adapters.items()), adapters.queues(), adapters.blobs(), adapters.secrets());
    var ids = new Ids(clock, new SplittableRandom(SEED));
    this.functions =
        new HomeFunctions(ports, adapters.provisioner(), new NoProcesses(), ids, clock, _ -> {});
    this.insights = insights;
    for (QueueTrigger trigger : QueueTrigger.values()) {
      pumps.put(trigger, new QueuePump(trigger, ports.queues(), functions));
    }
    build(adapters.items(), insights);
  }

  /** Stores insights, each of which agendas of its own are bound to, and whose they are. */
  static void build(ItemStore items, int insights) {
    add(items, ObjectKind.RESOURCE_POOL, POOL, Json.object().put("title", "Bench"));
    for (int i = 0; i < CUSTOMERS; i++) {
      add(items, ObjectKind.CUSTOMER, customer(i), Json.object().put("resourcePoolId", POOL));
    }
    for (int i = 0; i < insights; i++) {
      Json mappers = Json.object().put("operationName", Json.texts(List.of(name(i)))).build();
      add(
          items,
          ObjectKind.INSIGHT,
          name(i),
          Json.object()
              .put("title", "Bench")
              .put("resourcePoolId", POOL)
              .put("isGlobal", true)
              .put("mappers", mappers));
    }
  }

  private static void add(ItemStore items, ObjectKind kind, String id, Json.Builder said) {
    var object =
        StoredObject.added(kind, id, new CustomerId("operator"), said.build(), Instant.EPOCH);
    new ObjectRows(items).add(object, Optional.empty(), Optional.empty());
  }

  private static String customer(int number) {
    return "customer" + number % CUSTOMERS;
  }

  private static String name(int insight) {
    return "bench" + insight;
  }

  /** Puts so many more in line, an insight and a customer after the other. */
  void submit(int count) {
    for (int i = 0; i < count; i++, submitted++) {
      var answer =
          functions.call(SubmitRequest.of(customer(submitted), agenda(name(submitted % insights))));
      if (answer.getStatusCode() != 201) {
        throw new IllegalStateException("submit answered " + answer.getBody());
      }
    }
  }

  private static Json agenda(String insight) {
    var payload = Json.object().put("message", "x").build();
    var operation = Json.object().put("name", insight).put("type", "log").put("payload", payload);
    return Json.object().put("operations", Json.array(List.of(operation.build()))).build();
  }

  /** Has all wake-ups of a line that is long already handled. */
  void wake() {
    while (requireNonNull(pumps.get(QueueTrigger.WAKE)).turn(Duration.ZERO)) {
      // Until all insights are full.
    }
  }

  /**
   * Has so many permits used, and all else handled that comes of it.
   *
   * @throws IllegalStateException if nothing is left to do
   */
  void claim(int count) {
    for (int claimed = 0; claimed < count; ) {
      boolean isBusy = false;
      for (Map.Entry<QueueTrigger, QueuePump> each : pumps.entrySet()) {
        boolean hadAny = each.getValue().turn(Duration.ZERO);
        isBusy |= hadAny;
        claimed += hadAny && each.getKey() == QueueTrigger.PERMITS ? 1 : 0;
      }
      if (!isBusy) {
        throw new IllegalStateException("only " + claimed + " of " + count + " were claimed");
      }
    }
  }
}
