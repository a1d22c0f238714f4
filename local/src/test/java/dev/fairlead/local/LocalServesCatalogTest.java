package dev.fairlead.local;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agendaservice.submit.Submission;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.catalog.Form;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.HandlerSpec.Place;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.testkit.http.FakeHttpCaller;
import dev.fairlead.testkit.pods.FakePodCluster;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The host at home serves all that the catalog declares, and nothing else. */
@Timeout(60)
class LocalServesCatalogTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @TempDir private Path directory;

  @Test
  void everyRouteIsAnsweredAndNoOtherPathOrMethod() throws InterruptedException {
    var options = new HostOptions(0, directory, false, directory, Optional.empty());
    try (var host = LocalHost.start(options);
        var client = new HostClient(host.address())) {
      String keeper = client.send("POST", submit(), keeping("shop"), host.token()).text("id");
      var never = new CountDownLatch(1);
      String shop = target(Route.Progress.GET_INVENTORY, keeper);
      while (client.send("GET", shop, "", host.token()).status() == 404) {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      }

      for (Route route : Route.all()) {
        String agenda = client.send("POST", submit(), HomeStack.chain(1), host.token()).text("id");
        String target = target(route, agenda);
        // Whatever an earlier turn deleted.
        var secret = "{\"value\": \"swordfish\"}";
        client.send("PUT", target(Route.Agenda.SET_SECRET, agenda), secret, host.token());
        var template = "{\"agenda\": " + HomeStack.chain(1) + "}";
        client.send("PUT", target(Route.Agenda.PUT_TEMPLATE, agenda), template, host.token());
        make(client, host.token());
        assertThat(client.send(route.method(), target, "{}", host.token()).status())
            .as("%s %s", route.method(), target)
            .isIn(isOfALease(route) ? List.of(404) : List.of(200, 400, 409));
        for (String method : METHODS) {
          assertThat(client.send(method, target, "{}", host.token()).status() == 405)
              .as("%s %s is refused", method, target)
              .isNotEqualTo(isDeclared(method, route.path()));
        }
        for (String outside :
            List.of(target + "/x/y/z", target + "/", target.replace("/v1", "/v2"))) {
          assertThat(client.send(route.method(), outside, "", host.token()).status())
              .as("%s %s", route.method(), outside)
              .isEqualTo(404);
        }
      }
      for (String outside : List.of("/", "/v1", "/v1/", "/favicon.ico")) {
        assertThat(client.send("GET", outside, "", host.token()).status()).isEqualTo(404);
      }
    }
  }

  /** Of a lease or a resource that nobody asked for. */
  private static boolean isOfALease(Route route) {
    var parameters = route.spec().parameters();
    return parameters.contains(Parameter.LEASE_ID) || parameters.contains(Parameter.RESOURCE_ID);
  }

  /** A customer, a pool, an insight and a handler by the ids of the examples. */
  private static void make(HostClient client, String token) {
    for (ObjectRoute one :
        List.of(
            ObjectRoute.GET_CUSTOMER,
            ObjectRoute.GET_RESOURCE_POOL,
            ObjectRoute.GET_INSIGHT,
            ObjectRoute.GET_HANDLER,
            ObjectRoute.GET_BLUEPRINT)) {
      String target = target(one, "");
      int slash = target.lastIndexOf('/');
      var more =
          switch (one) {
            case GET_INSIGHT -> ",\"resourcePoolId\":\"encoders\"";
            case GET_BLUEPRINT -> ",\"type\":\"test\"";
            case GET_HANDLER -> ",\"image\":\"x\"";
            default -> "";
          };
      var body = "{\"id\":\"" + target.substring(slash + 1) + "\",\"title\":\"t\"" + more + "}";
      assertThat(client.send("POST", target.substring(0, slash), body, token).status())
          .isIn(201, 409);
    }
  }

  /** One agenda that logs and waits needs every queue; what runs by the clock needs none. */
  @Test
  void everyScheduleFiresAndEveryTriggerDelivers() throws InterruptedException {
    Set<FunctionSpec> called =
        Stream.concat(
                Stream.of(ScheduleSpec.values()).map(ScheduleSpec::function),
                Stream.of(QueueTrigger.values()).map(QueueTrigger::function))
            .collect(toCollection(() -> EnumSet.noneOf(FunctionSpec.class)));
    var missing = ConcurrentHashMap.<FunctionSpec>newKeySet();
    missing.addAll(called);
    var all = new CountDownLatch(called.size());
    var clock = InstantSource.system();
    var ids = new Ids(clock, new SplittableRandom(7));
    try (var adapters = EmbeddedAdapters.inMemory(clock)) {
      var ports = adapters.ports();
      var functions =
          new HomeFunctions(
              ports,
              adapters.provisioner(),
              new Nowhere(),
              new FakeHttpCaller(),
              new FakePodCluster(clock, Set.of()),
              ids,
              clock,
              _ -> {},
              Duration.ofDays(90),
              (function, _) -> {
                if (missing.remove(function)) {
                  all.countDown();
                }
              });
      try (var _ = new HostThreads(functions, ports.queues(), adapters::providedQueues)) {
        var document =
            "{\"operations\": [{\"name\": \"nap\", \"type\": \"wait\","
                + " \"payload\": {\"seconds\": 0.2}}]}";
        new Submit(ports, HandlerSpec.typesAt(Set.of(Place.RESIDENT)), ids, clock)
            .submit(
                new Submission(
                    new CustomerId("acme"),
                    JsonText.parse(document),
                    Optional.empty(),
                    new CorrelationId("call")));

        var orders = QueueSpec.PODS.queueName();
        var release =
            new PodMessage.Release(
                OperationKey.parse("acme/" + ids.newAgendaId() + "/a"), 1, "none");
        ports.queues().send(orders, List.of(Outgoing.of(release.body())));
        ports.queues().send(QueueSpec.LEASES.queueName(), List.of(Outgoing.of("type/host")));

        assertThat(all.await(40, TimeUnit.SECONDS)).as("never called: %s", missing).isTrue();
      }
    }
  }

  private record Nowhere() implements OperationLauncher {
    @Override
    public void launch(Order order) {}

    @Override
    public void release(OperationKey key, int attempt) {}
  }

  /** An agenda with an inventory, which is there once it has started. */
  private static String keeping(String inventory) {
    return "{\"inventory\":\"" + inventory + "\"," + HomeStack.chain(1).substring(1);
  }

  private static String submit() {
    return Route.Agenda.SUBMIT.target(Map.of());
  }

  private static String target(Route route, String agenda) {
    var values = new HashMap<Parameter, String>();
    for (Parameter parameter : route.spec().parameters()) {
      if (parameter.place() == Parameter.Place.PATH) {
        values.put(
            parameter,
            parameter == Parameter.AGENDA_ID ? agenda : ((Form.Text) parameter.form()).example());
      }
    }
    return route.target(values);
  }

  private static boolean isDeclared(String method, String path) {
    return Route.all().stream()
        .anyMatch(route -> route.method().equals(method) && route.path().equals(path));
  }
}
