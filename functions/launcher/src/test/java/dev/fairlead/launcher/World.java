package dev.fairlead.launcher;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.pod.PodName;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.pods.FakePodCluster;
import dev.fairlead.testkit.pods.PodOrders;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The launcher's functions over embedded ports and a cluster in memory. */
final class World implements AutoCloseable {
  static final CustomerId ACME = new CustomerId("acme");
  static final AgendaKey AGENDA = AgendaKey.parse("acme/01m80hyphcksdyrkv91t7ay769");
  static final OperationKey KEY = new OperationKey(AGENDA, "encode");
  static final String TYPE = "encoder";

  final SettableClock clock = SettableClock.somewhen();
  final FakePodCluster cluster = new FakePodCluster(clock, Set.of("default", "jobs-acme"));
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  final Ports ports = adapters.ports();
  final PodReports reports = new PodReports(cluster, ports, PodReports.Logs.LIVE, clock);
  final PodLauncher launcher = new PodLauncher(cluster, reports, ports, clock);
  final PodMonitor monitor = new PodMonitor(cluster, reports);

  @Override
  public void close() {
    adapters.close();
  }

  void register(Json.Obj more) {
    register(TYPE, more);
  }

  void register(String type, Json.Obj more) {
    var fields =
        Json.object()
            .put("title", "Encoder")
            .put("image", PodOrders.IMAGE)
            .put("startsWithin", "1m");
    more.fields().forEach(fields::put);
    new ObjectRows(ports.items())
        .add(
            StoredObject.added(ObjectKind.HANDLER, type, ACME, fields.build(), clock.instant()),
            Optional.empty(),
            Optional.empty());
  }

  static PodRef pod(int attempt) {
    return new PodRef("default", PodName.of(KEY, attempt));
  }

  PodMessage.Launch launch(Json payload, boolean isStarted, List<SecretUse> secrets) {
    return new PodMessage.Launch(
        KEY,
        1,
        TYPE,
        new CorrelationId("c-1"),
        clock.instant(),
        isStarted,
        new PodMessage.Payload.Inline(payload),
        secrets,
        Optional.empty(),
        Amounts.of(0, 0, 500, 0),
        PodMessage.UNGROWN,
        Duration.ofHours(1),
        Optional.empty());
  }

  PodMessage.Launch launch() {
    return launch(Json.object().put("height", 720).build(), false, List.of());
  }

  /** What the first attempt asks for beside itself. */
  PodMessage.Launch beside(String name, int attempt) {
    var parent = launch();
    return new PodMessage.Launch(
        new OperationKey(AGENDA, KEY.operation() + "[" + name + "]"),
        attempt,
        TYPE,
        parent.correlationId(),
        parent.since(),
        false,
        parent.payload(),
        List.of(),
        Optional.empty(),
        parent.requests(),
        PodMessage.UNGROWN,
        parent.longest(),
        Optional.of(new PodMessage.Parent(KEY.operation(), 1, TYPE)));
  }

  void order(PodMessage... orders) {
    var messages = new ArrayList<QueueMessage>();
    for (PodMessage order : orders) {
      messages.add(new QueueMessage("m" + messages.size(), order.body(), 1, Optional.empty()));
    }
    launcher.orders(messages);
  }

  /** What was told since it was asked last. */
  List<ReportMessage> told() {
    var queue = QueueSpec.COMPLETIONS.queueName();
    var all = new ArrayList<ReportMessage>();
    List<MessageQueue.Delivery> batch;
    do {
      batch = ports.queues().receive(queue, 10, Duration.ofMinutes(1), Duration.ZERO);
      batch.forEach(delivery -> {
        all.add(new ResultBlobs(ports.blobs()).complete(ReportMessage.parse(delivery.body())));
        ports.queues().delete(queue, delivery.receipt());
      });
    } while (!batch.isEmpty());
    return all;
  }

  /** The end that was told, and nothing else. */
  Report.Ended end() {
    var told = told();
    if (told.size() == 1 && told.getFirst().report() instanceof Report.Ended ended) {
      return ended;
    }
    throw new AssertionError("not one end: " + told);
  }
}
