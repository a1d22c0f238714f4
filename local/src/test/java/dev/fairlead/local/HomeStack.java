package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.local.GrantedPorts.GrantUse;
import dev.fairlead.testkit.http.FakeHttpCaller;
import dev.fairlead.testkit.pods.FakePodCluster;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** All functions in memory, driven one turn at a time under a clock that stands still. */
final class HomeStack implements AutoCloseable {
  /** What a call was answered. */
  record Answer(int status, Json json, Map<String, String> headers) {
    Answer(int status, Json json) {
      this(status, json, Map.of());
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse("");
    }

    Json.Obj object() {
      return (Json.Obj) json;
    }

    String text(String field) {
      return object().text(field).orElse("");
    }

    List<Json.Obj> items(String field) {
      return object().field(field).orElse(Json.NULL) instanceof Json.Arr(List<Json> items)
          ? items.stream().map(Json.Obj.class::cast).toList()
          : List.of();
    }
  }

  /** Servers outside. */
  final FakeHttpCaller outside = new FakeHttpCaller();

  final SettableClock clock = SettableClock.somewhen();

  /** Where pods run, when a test says so. */
  final FakePodCluster cluster = new FakePodCluster(clock, Set.of("default"));

  private final Ids ids = new Ids(clock, new SplittableRandom(7));
  private final EmbeddedAdapters adapters;
  final Ports ports;
  private HomeFunctions functions;

  HomeStack() {
    this(EmbeddedAdapters::inMemory);
  }

  private HomeStack(Function<InstantSource, EmbeddedAdapters> store) {
    adapters = store.apply(clock);
    ports = adapters.ports();
    functions = functionsOver(ports);
  }

  /** One whose store stays in a folder once it is closed. */
  static HomeStack onDisk(Path folder) {
    return new HomeStack(clock -> EmbeddedAdapters.onDisk(folder, clock));
  }

  @Override
  public void close() {
    adapters.close();
  }

  /** New functions, as after a restart, over these ports. */
  HomeStack restartedOver(Ports others) {
    functions = functionsOver(others);
    return this;
  }

  /** The same functions; tells which grants they use from now on. */
  HomeFunctions watched(GrantUse uses) {
    functions =
        new HomeFunctions(
            ports,
            adapters.provisioner(),
            new Nowhere(),
            outside,
            cluster,
            ids,
            clock,
            _ -> {},
            Duration.ofDays(90),
            uses);
    return functions;
  }

  private HomeFunctions functionsOver(Ports others) {
    return new HomeFunctions(
        others,
        adapters.provisioner(),
        new Nowhere(),
        outside,
        cluster,
        ids,
        clock,
        _ -> {},
        Duration.ofDays(90),
        (_, _) -> {});
  }

  Answer get(String customer, String path) {
    return call(customer, "GET", path, "", Map.of());
  }

  Answer submit(String customer, String document) {
    return call(customer, "POST", "/v1/agendas", document, Map.of());
  }

  Answer submit(String customer, String document, String key) {
    return call(customer, "POST", "/v1/agendas", document, Map.of("Idempotency-Key", key));
  }

  Answer put(String customer, String path, String body) {
    return call(customer, "PUT", path, body, Map.of());
  }

  Answer delete(String customer, String path) {
    return call(customer, "DELETE", path, "", Map.of());
  }

  Answer post(String customer, String path, String body) {
    return call(customer, "POST", path, body, Map.of());
  }

  Answer put(String customer, String path, String body, Map<String, String> headers) {
    return call(customer, "PUT", path, body, headers);
  }

  Answer delete(String customer, String path, Map<String, String> headers) {
    return call(customer, "DELETE", path, "", headers);
  }

  Answer post(String customer, String path, String body, Map<String, String> headers) {
    return call(customer, "POST", path, body, headers);
  }

  Answer post(String customer, String path, String body, String key) {
    return call(customer, "POST", path, body, Map.of("Idempotency-Key", key));
  }

  /** Submits a document as it is, byte by byte. */
  Answer submit(String customer, byte[] document, String mediaType, String key) {
    return call(
        customer,
        "POST",
        "/v1/agendas",
        document,
        Map.of("Content-Type", mediaType, "Idempotency-Key", key));
  }

  private Answer call(
      String customer, String method, String target, String body, Map<String, String> headers) {
    return call(customer, method, target, body.getBytes(UTF_8), headers);
  }

  private Answer call(
      String customer, String method, String target, byte[] body, Map<String, String> headers) {
    return call(customer, "ADMIN READ WRITE", method, target, body, headers);
  }

  /** As a customer's own credential calls, which is no operator's. */
  Answer tenant(
      String customer, String method, String target, String body, Map<String, String> headers) {
    return call(customer, "READ WRITE", method, target, body.getBytes(UTF_8), headers);
  }

  /** As an operator's credential calls. */
  Answer operator(String method, String target, String body) {
    return call("ops", method, target, body, Map.of());
  }

  private Answer call(
      String customer,
      String access,
      String method,
      String target,
      byte[] body,
      Map<String, String> headers) {
    int question = target.indexOf('?');
    var query = new HashMap<String, String>();
    if (question >= 0) {
      for (String pair : target.substring(question + 1).split("&", -1)) {
        query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    var context = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    context.setAuthorizer(
        Map.of(
            "customerId",
            customer,
            "access",
            access,
            "name",
            "ada of " + customer,
            "tokenId",
            "of " + customer));
    var reply =
        functions.call(
            new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withPath(question < 0 ? target : target.substring(0, question))
                .withQueryStringParameters(query)
                .withHeaders(headers)
                .withRequestContext(context)
                .withIsBase64Encoded(true)
                .withBody(Base64.getEncoder().encodeToString(body)));
    return new Answer(
        reply.getStatusCode(), JsonText.parse(reply.getBody().getBytes(UTF_8)), reply.getHeaders());
  }

  /** The queues of insights that are read. */
  List<String> readQueues() {
    return adapters.providedQueues();
  }

  /** What there is of a queue. */
  QueueProvisioner.State stateOf(String queue) {
    return adapters.provisioner().find(queue);
  }

  /** What is put beside the API, as into S3. */
  HomeUploads uploads() {
    return functions.uploads();
  }

  /** Handles messages until none is visible. */
  void settle() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (QueueTrigger trigger : QueueTrigger.values()) {
        busy |= new QueuePump(trigger, ports.queues(), functions).turn(Duration.ZERO);
      }
      for (String queue : adapters.providedQueues()) {
        busy |= QueuePump.ofInsight(queue, ports.queues(), functions).turn(Duration.ZERO);
      }
    }
  }

  /** Lets time pass in steps, with every schedule and message on its way. */
  void pass(Duration step, int steps) {
    for (int i = 0; i < steps; i++) {
      clock.advance(step);
      List.of(ScheduleSpec.values()).forEach(functions::fire);
      settle();
    }
  }

  /** Lets time pass for the allocator alone, as if nobody else were alive. */
  void passForAllocator(Duration step) {
    clock.advance(step);
    functions.fire(ScheduleSpec.ALLOCATOR_TICK);
    var pump = new QueuePump(QueueTrigger.LEASES, ports.queues(), functions);
    while (pump.turn(Duration.ZERO)) {}
  }

  /** A document of operations that log, each after the one before. */
  static String chain(int length) {
    var operations =
        IntStream.range(0, length)
            .mapToObj(i ->
                Json.object()
                    .put("name", "op" + i)
                    .put("type", "log")
                    .put("payload", Json.object().put("message", "x").build())
                    .put("dependsOn", Json.texts(i == 0 ? List.of() : List.of("op" + (i - 1))))
                    .build())
            .toList();
    return JsonText.write(Json.object().put("operations", Json.array(operations)).build());
  }

  private record Nowhere() implements OperationLauncher {
    @Override
    public void launch(Order order) {
      throw new AssertionError("nothing here runs as a process: " + order);
    }

    @Override
    public void release(OperationKey key, int attempt) {
      throw new AssertionError("nothing here ran as a process: " + key);
    }
  }
}
