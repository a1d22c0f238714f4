package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Selection;
import dev.fairlead.core.lease.Term;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Grants;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.Need;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Outbox;
import dev.fairlead.store.PoolRow;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.pods.ChangedPod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At home a function may do what its role on AWS allows, and the catalog grants no more. */
class GrantsTest {
  private static final SecretName SECRET = new SecretName("key");

  private static final String LARGE = "x".repeat(20_000);

  @TempDir private Path directory;

  private final HomeStack home = new HomeStack();

  @Test
  void whatIsGrantedIsUsedInAnOrdinaryDay() {
    Map<FunctionSpec, Set<Grant>> used = new EnumMap<>(FunctionSpec.class);
    var functions =
        home.watched(
            (function, grant) -> used.computeIfAbsent(function, _ -> new HashSet<>()).add(grant));

    aDay(functions);

    for (FunctionSpec function : FunctionSpec.values()) {
      assertThat(used.getOrDefault(function, Set.of()))
          .as("%s", function)
          .containsExactlyInAnyOrderElementsOf(function.grants());
    }
  }

  @Test
  void whatIsNotGrantedIsRefusedAndNotDone() {
    var key = new Key(TableSpec.AGENDAS.tableName(), "p", "s");
    Ports authorizer = GrantedPorts.of(FunctionSpec.AUTHORIZER, home.ports, (_, _) -> {});

    assertThatThrownBy(() -> authorizer.items().read(key)).hasMessageContaining("AGENDAS");
    assertThatThrownBy(() -> authorizer.items().query(Query.of(key.table(), "p", 1)))
        .hasMessageContaining("AGENDAS");
    assertThatThrownBy(() -> authorizer.items().write(Write.delete(key)))
        .hasMessageContaining("AUTHORIZER has no grant for");
    assertThatThrownBy(() -> authorizer.items().transact(List.of(Write.delete(key))))
        .hasMessageContaining("AUTHORIZER has no grant for");
    assertThatThrownBy(() -> authorizer.blobs().put("acme", new byte[1]))
        .hasMessageContaining("BLOBS");
    assertThatThrownBy(() -> authorizer.blobs().get("acme", "00")).hasMessageContaining("BLOBS");
    assertThatThrownBy(() -> authorizer.blobs().delete("acme", "00"))
        .hasMessageContaining("BlobRemoval");
    assertThatThrownBy(() -> authorizer.blobs().deleteAll("acme")).hasMessageContaining("BLOBS");
    assertThatThrownBy(() -> authorizer.secrets().find("acme", SECRET))
        .hasMessageContaining("AUTHORIZER has no grant for Secrets[access=READ]");
    assertThatThrownBy(() -> authorizer.secrets().delete("acme", SECRET))
        .hasMessageContaining("Secrets[access=WRITE]");
    assertThatThrownBy(() -> authorizer.secrets().put("acme", SECRET, new SecretValue("swordfish")))
        .hasMessageContaining("Secrets[access=WRITE]");
    assertThatThrownBy(() -> authorizer.queues().send("wake.fifo", List.of(Outgoing.of("default"))))
        .hasMessageContaining("WAKE");

    assertThat(home.ports.queues().depth("wake.fifo")).isZero();
  }

  @Test
  void noFunctionTakesMessagesItself() {
    for (FunctionSpec function : FunctionSpec.values()) {
      Ports ports = GrantedPorts.of(function, home.ports, (_, _) -> {});

      assertThatThrownBy(() -> ports.queues().receive("wake.fifo", 1, Duration.ZERO, Duration.ZERO))
          .hasMessage(function + " has no grant to receive messages");
      assertThatThrownBy(() -> ports.queues().delete("wake.fifo", "r"))
          .hasMessageContaining("delete");
      assertThatThrownBy(() -> ports.queues().changeVisibility("wake.fifo", "r", Duration.ZERO))
          .hasMessageContaining("hide");
      assertThatThrownBy(() -> ports.queues().depth("wake.fifo")).hasMessageContaining("count");
    }
  }

  @Test
  void whatTheCatalogDoesNotDeclareIsThereForNobody() {
    Ports ports = GrantedPorts.of(FunctionSpec.PERMIT, home.ports, (_, _) -> {});

    assertThatThrownBy(() -> ports.items().read(new Key("elsewhere", "p", "s")))
        .hasMessage("the catalog does not declare elsewhere");
    assertThatThrownBy(() -> ports.queues().send("elsewhere", List.of(Outgoing.of("x"))))
        .hasMessage("the catalog does not declare elsewhere");
  }

  /** Enough of everything: large and small, prompt and forgotten. */
  private void aDay(HomeFunctions functions) {
    var secret =
        home.post("acme", "/v1/tokens", "{\"customerId\":\"acme\",\"access\":[\"read\"]}")
            .text("token");
    functions.authorize(
        APIGatewayCustomAuthorizerEvent.builder()
            .withType("TOKEN")
            .withMethodArn("arn:aws:execute-api:local:000000000000:home/home/GET/v1/agendas")
            .withAuthorizationToken("Bearer " + secret)
            .build());

    home.put("acme", "/v1/secrets/key", "{\"value\":\"swordfish\"}");
    home.get("acme", "/v1/secrets");
    home.post("acme", "/v1/resourcepools", "{\"title\":\"site\"}");
    home.get("acme", "/v1/resourcepools");
    // Whoever finds no insight may have been accepted before.
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"empty\",\"title\":\"Empty\"}");
    var umbrella = "{\"id\":\"umbrella\",\"title\":\"U\",\"resourcePoolId\":\"empty\"}";
    home.operator("POST", "/v1/customers", umbrella);
    home.submit("umbrella", HomeStack.chain(1), "once");
    var agenda = home.submit("acme", everything(), "once").text("id");
    home.submit("acme", everything(), "once");
    home.get("acme", "/v1/agendas");
    home.get("acme", "/v1/agendas/" + agenda);
    home.get("acme", "/v1/agendas/" + agenda + "/why");
    home.post(
        "acme", "/v1/agendas/" + home.submit("acme", everything()).text("id") + "/cancel", "");
    home.get("acme", "/v1/inventories");
    home.get("acme", "/v1/agendas/" + agenda + "/document");
    home.put("acme", "/v1/templates/t", "{\"agenda\":" + everything() + "}", Map.of());
    home.get("acme", "/v1/templates/t");
    home.settle();
    home.delete("acme", "/v1/agendas/" + home.submit("acme", everything()).text("id"));
    home.post("acme", "/v1/agendas/" + agenda + "/pause", "");
    home.post("acme", "/v1/agendas/" + agenda + "/resume", "");
    home.pass(Duration.ofSeconds(30), 4);

    // Nobody hears the wake-up, and then nobody the permit.
    home.submit("acme", parent());
    home.pass(Duration.ofSeconds(30), 2);
    var waiting = home.submit("acme", HomeStack.chain(1)).text("id");
    home.get("acme", "/v1/agendas/" + waiting + "/why");
    home.get("acme", "/v1/agendas/" + waiting + "/eta");
    home.post("acme", "/v1/agendas/" + waiting + "/bump", "{\"reason\":\"x\"}");
    functions.fire(ScheduleSpec.SCHEDULER_TICK);
    home.clock.advance(Duration.ofMinutes(1));
    functions.fire(ScheduleSpec.PERMIT_SWEEPER);

    // Whoever accepted this died before it could send the wake-up.
    var promise =
        new Outbox.Promise(
            "01JZZZZZZZZZZZZZZZZZZZZZZZ",
            QueueSpec.WAKE.queueName(),
            "default",
            home.clock.instant());
    home.ports.items().write(new Outbox(home.ports.items(), home.ports.queues()).write(promise));
    home.clock.advance(Duration.ofMinutes(1));
    functions.fire(ScheduleSpec.OUTBOX_SWEEPER);
    leases(functions);

    limited(functions);
    shared(functions);
    queues(functions);
    hosts(functions);
    pods(functions);
    home.pass(Duration.ofDays(91), 1);
  }

  /** A large payload with a secret, and a large result that is told twice, by two functions. */
  private void pods(HomeFunctions functions) {
    home.operator(
        "POST",
        "/v1/handlers",
        "{\"id\":\"encode\",\"title\":\"E\",\"image\":\"e\",\"isGlobal\":true}");
    var payload = "{\"key\":\"@<secret:key>\",\"text\":\"" + "x".repeat(300_000) + "\"}";
    var operation = "\"type\":\"encode\",\"payload\":" + payload;
    home.submit(
        "acme",
        "{\"operations\":[{\"name\":\"a\","
            + operation
            + "},{\"name\":\"b\","
            + operation
            + ",\"dependsOn\":[\"a\"]},{\"name\":\"c\",\"type\":\"encode\",\"dependsOn\":[\"b\"]}]}");
    home.settle();
    // Of the first the executor asks, before the monitor looks.
    endLarge(0);
    home.clock.advance(Duration.ofSeconds(30));
    functions.fire(ScheduleSpec.RECLAIMER);
    home.settle();
    endLarge(1);
    functions.fire(ScheduleSpec.POD_MONITOR);
    home.settle();
    home.pass(Duration.ofMinutes(1), 4);
  }

  private void endLarge(int made) {
    var pod = home.cluster.created().get(made).pod();
    home.cluster.end(pod, 0, "Completed", "");
    home.cluster.change(
        pod,
        facts ->
            new ChangedPod(facts).said(Optional.empty(), Optional.of("\"" + LARGE + "\"")).build());
  }

  /**
   * A large payload and a large result by way of a host; one forgotten there, one while it waits.
   */
  private void hosts(HomeFunctions functions) {
    home.operator(
        "POST",
        "/v1/blueprints",
        "{\"customerId\":\"acme\",\"title\":\"D\",\"isDisabled\":true,\"type\":\"process\",\"id\":\"desk\","
            + "\"fields\":{\"directory\":\""
            + directory
            + "\"}}");
    home.operator(
        "POST",
        "/v1/handlers",
        "{\"id\":\"copy\",\"customerId\":\"acme\",\"title\":\"C\",\"host\":{\"blueprintIds\":[\"desk\"]},\"command\":[\"sh\",\"-c\",\"cp"
            + " $FAIRLEAD_PAYLOAD_FILE $FAIRLEAD_OUTPUT_FILE\"]}");
    var agenda =
        home.submit(
                "acme",
                "{\"operations\":[{\"name\":\"a\",\"type\":\"copy\",\"payload\":{\"text\":\""
                    + "x".repeat(300_000)
                    + "\",\"key\":\"@<secret:key>\"}}]}")
            .text("id");
    home.settle();
    home.get("acme", "/v1/agendas/" + agenda + "/why?operation=a");
    home.operator("PATCH", "/v1/blueprints/desk", "{\"isDisabled\":false}");
    for (int i = 0; i < 1_000 && !isOver(agenda); i++) {
      home.pass(Duration.ofSeconds(1), 1);
    }
    assertThat(home.get("acme", "/v1/agendas/" + agenda).text("outcome")).isEqualTo("succeeded");

    home.operator("PATCH", "/v1/handlers/copy", "{\"command\":[\"sleep\",\"20\"]}");
    home.clock.advance(Duration.ofMinutes(1));
    home.submit("acme", "{\"operations\":[{\"name\":\"a\",\"type\":\"copy\"}]}");
    home.settle();
    home.operator("PATCH", "/v1/blueprints/desk", "{\"isDisabled\":true}");
    home.submit("acme", "{\"operations\":[{\"name\":\"a\",\"type\":\"copy\"}]}");
    home.settle();
    for (int i = 0; i < 40; i++) {
      home.clock.advance(Duration.ofMinutes(1));
      functions.fire(ScheduleSpec.ALLOCATOR_TICK);
    }
  }

  private boolean isOver(String agenda) {
    return !home.get("acme", "/v1/agendas/" + agenda).text("outcome").isEmpty();
  }

  /** An insight's own queue is read, and it gets permits by a wake-up and by a tick. */
  private void queues(HomeFunctions functions) {
    var insight =
        "{\"id\":\"own\",\"title\":\"Own\",\"resourcePoolId\":\"empty\",\"isGlobal\":true,"
            + "\"mappers\":{\"operationType\":[\"log\"]}}";
    home.operator("POST", "/v1/insights", insight);
    home.pass(Duration.ofMinutes(1), 2);
    home.submit("umbrella", HomeStack.chain(1));
    home.settle();
    home.pass(Duration.ofMinutes(1), 3);
    assertThat(home.readQueues()).hasSize(1);

    home.submit("umbrella", HomeStack.chain(1));
    home.settle();
    home.submit("umbrella", HomeStack.chain(1));
    functions.fire(ScheduleSpec.SCHEDULER_TICK);
    home.settle();
  }

  /** An agenda grows above its floor: by a wake-up, and by a tick as nobody heard one. */
  private void limited(HomeFunctions functions) {
    var limits = Json.object().put("limits", Json.object().put("operations", 5).build()).build();
    new ObjectRows(home.ports.items())
        .add(
            StoredObject.added(
                ObjectKind.INSIGHT,
                "default",
                new CustomerId("acme"),
                limits.with("title", Json.of("Whatever nothing else takes")),
                home.clock.instant()),
            Optional.empty(),
            Optional.empty());
    home.clock.advance(Duration.ofMinutes(1));
    var wide = home.submit("acme", wide()).text("id");
    home.settle();

    var grants = new Grants(home.ports.items());
    var agenda = new AgendaKey(new CustomerId("acme"), new AgendaId(wide));
    GrantRow grant = grants.find(agenda).orElseThrow();
    assertThat(grant.held()).isEqualTo(Amounts.of(1, 3, 0, 0));
    var one = Amounts.of(0, 1, 0, 0);
    grants.ask(new Need("default", agenda, "n", grant.admittedAt(), one, one));
    functions.fire(ScheduleSpec.SCHEDULER_TICK);
    assertThat(grants.find(agenda).orElseThrow().held()).isEqualTo(Amounts.of(1, 4, 0, 0));
  }

  /** All of a pool is drawn by an insight that is gone: who comes to wait for it wakes that. */
  private void shared(HomeFunctions functions) {
    home.operator(
        "POST",
        "/v1/resourcepools",
        "{\"id\":\"small\",\"title\":\"Small\",\"capacity\":{\"agendas\":5}}");
    var rows = new ObjectRows(home.ports.items());
    var before = rows.main(ObjectKind.INSIGHT, "default").orElseThrow();
    var fields = before.fields().with("resourcePoolId", Json.of("small"));
    rows.replace(before, before.changed(before.owner(), fields, home.clock.instant()), List.of());
    home.clock.advance(Duration.ofMinutes(1));

    drawAll();
    home.submit("acme", HomeStack.chain(1));
    home.settle();
    drawAll();
    functions.fire(ScheduleSpec.SCHEDULER_TICK);
  }

  private void drawAll() {
    var five = new Draw(Amounts.of(5, 0, 0, 0), Amounts.NONE, Amounts.NONE, 0);
    PoolRow row = PoolRow.read(home.ports.items(), "small");
    home.ports.items().write(row.next(new TreeMap<>(Map.of("gone", five))).write());
  }

  /** Boxes on other boxes, which need a secret and wait for what is below. */
  private void leases(HomeFunctions functions) {
    var box = "{\"customerId\":\"acme\",\"title\":\"b\",\"type\":\"test\",\"id\":\"";
    home.operator("POST", "/v1/blueprints", box + "below\"}");
    home.operator(
        "POST",
        "/v1/blueprints",
        box + "above\",\"fields\":{\"on\":\"below\",\"secret\":\"key\"}}");
    home.put("acme", "/v1/secrets/key", "{\"value\":\"swordfish\"}");
    var rows = new LeaseRows(home.ports.items());
    var asked = home.post("acme", "/v1/leases", "{\"type\":\"above\"}").text("id");
    home.settle();
    home.clock.advance(Duration.ofSeconds(20));
    home.settle();
    var exec = "/v1/leases/" + asked + "/exec";
    assertThat(home.post("acme", exec, "{\"command\":[\"true\"]}").text("code"))
        .isEqualTo("HOST_REFUSED");
    rows.batch().put(lease("01jzzzzzzzzzzzzzzzzzzzzzz1"), Optional.empty()).commit();
    for (int i = 0; i < 3; i++) {
      functions.fire(ScheduleSpec.ALLOCATOR_TICK);
      home.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(home.operator("DELETE", "/v1/blueprints/above", "").status()).isEqualTo(409);
  }

  private Lease lease(String id) {
    var now = home.clock.instant();
    return Lease.asked(
        new LeaseId(id),
        LeaseRequest.of(new CustomerId("acme"), "box", new Holder.OfPerson("eve"), Term.from(now))
            .from(Selection.of(List.of("above"))),
        now);
  }

  /** Three at once. */
  private static String wide() {
    return """
    {"operations": [
      {"name": "a", "type": "simulate", "payload": {"seconds": 60}},
      {"name": "b", "type": "simulate", "payload": {"seconds": 60}},
      {"name": "c", "type": "simulate", "payload": {"seconds": 60}}]}\
    """;
  }

  /** Sub-agendas at once and later, and one that is cancelled before its turn. */
  private static String parent() {
    return """
    {"onFailure": "cancel", "operations": [
      {"name": "first", "type": "agenda", "payload":
        {"operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}},
      {"name": "made", "type": "agenda", "payload": {"template": "t"}},
      {"name": "remade", "type": "agenda", "dependsOn": ["first"], "payload": {"template": "t"}},
      {"name": "then", "type": "agenda", "dependsOn": ["first"], "payload":
        {"operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}},
      {"name": "bad", "type": "log", "dependsOn": ["first"], "payload": {}}]}\
    """;
  }

  /** Results above what a journal holds, work for the fleet, and waiting; twice over. */
  private static String everything() {
    return """
    {"inventory": "shop",
     "operations": [
      {"name": "big", "type": "simulate", "payload": {"seconds": 0, "result": {"a": "LARGE"}}},
      {"name": "count", "type": "wordcount", "payload": {"text": "a b"}},
      {"name": "nap", "type": "wait", "payload": {"seconds": 5}},
      {"name": "open", "type": "log", "payload": {"message": "@<secret:key>"}},
      {"name": "reopen", "type": "log", "dependsOn": ["nap"], "payload": {"message": "@<secret:key>"}},
      {"name": "bigger", "type": "simulate", "dependsOn": ["nap"], "verb": "create",
       "payload": {"seconds": 1, "result": "@<big.out>"}},
      {"name": "recount", "type": "wordcount", "dependsOn": ["nap"],
       "payload": {"text": "@<big.out::/a>"}}
    ]}\
    """
        .replace("LARGE", LARGE);
  }
}
