package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.store.Outbox;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At home a function may do what its role on AWS allows, and the catalog grants no more. */
class GrantsTest {
  private static final SecretName SECRET = new SecretName("key");

  private static final String LARGE = "x".repeat(20_000);

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
    assertThatThrownBy(() -> authorizer.queues().send("wake", List.of(Outgoing.of("default"))))
        .hasMessageContaining("WAKE");

    assertThat(home.ports.queues().depth("wake")).isZero();
  }

  @Test
  void noFunctionTakesMessagesItself() {
    for (FunctionSpec function : FunctionSpec.values()) {
      Ports ports = GrantedPorts.of(function, home.ports, (_, _) -> {});

      assertThatThrownBy(() -> ports.queues().receive("wake", 1, Duration.ZERO, Duration.ZERO))
          .hasMessage(function + " has no grant to receive messages");
      assertThatThrownBy(() -> ports.queues().delete("wake", "r")).hasMessageContaining("delete");
      assertThatThrownBy(() -> ports.queues().changeVisibility("wake", "r", Duration.ZERO))
          .hasMessageContaining("hide");
      assertThatThrownBy(() -> ports.queues().depth("wake")).hasMessageContaining("count");
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
    var agenda = home.submit("acme", everything(), "once").text("id");
    home.submit("acme", everything(), "once");
    home.get("acme", "/v1/agendas");
    home.get("acme", "/v1/agendas/" + agenda);
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
    home.submit("acme", HomeStack.chain(1));
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

    home.pass(Duration.ofDays(91), 1);
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
