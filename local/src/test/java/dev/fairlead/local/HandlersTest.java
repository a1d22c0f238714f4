package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.store.Handlers;
import dev.fairlead.wire.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operation types that operators register while everything runs, and who may use them. */
class HandlersTest {
  private static final String HANDLERS = "/v1/handlers";
  private static final String AGENDAS = "/v1/agendas";

  /** It is accepted and waits for nobody: what is done with it is of no interest here. */
  private static final String ENCODE =
      "{\"params\":{\"doNotRun\":true},\"operations\":[{\"name\":\"a\",\"type\":\"encode\"}]}";

  private static final String NEW = "{\"id\":\"x\",\"title\":\"x\",\"image\":\"x\"}";

  private final HomeStack home = new HomeStack();

  @Tag("F074")
  @Test
  void aTypeIsMappedToAnImageByAnObjectThatIsChangedWhileEverythingRuns() {
    var made =
        register(
            "encode",
            "\"image\":\"tools/encode:1\",\"requests\":{\"cpu\":0.5,\"memory\":\"512Mi\"},"
                + "\"pod\":{\"labels\":{\"team\":\"media\"},\"mounts\":[{\"path\":\"/tmp\",\"empty\":{}}]}");
    var changed =
        home.operator(
            "PATCH",
            HANDLERS + "/encode",
            "{\"image\":\"tools/encode:2\",\"requests\":{\"memory\":null},\"limits\":{\"cpu\":2},"
                + "\"pod\":{\"labels\":{\"tier\":\"gold\"},\"mounts\":null}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.object().field("requests"))
        .contains(json("{\"cpu\":\"500m\",\"memory\":\"512Mi\"}"));
    assertThat(made.object().truth("isGlobal")).contains(false);
    assertThat(made.object().fields()).doesNotContainKeys("state", "startsWithin", "idempotent");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("image")).isEqualTo("tools/encode:2");
    assertThat(changed.object().field("requests")).contains(json("{\"cpu\":\"500m\"}"));
    assertThat(changed.object().field("limits")).contains(json("{\"cpu\":\"2\"}"));
    assertThat(changed.object().field("pod"))
        .contains(json("{\"labels\":{\"team\":\"media\",\"tier\":\"gold\"}}"));
    assertThat(home.operator("GET", HANDLERS, "").items("handlers"))
        .containsExactly(changed.object());
    assertThat(home.operator("GET", HANDLERS + "/encode", "").json()).isEqualTo(changed.json());
    assertThat(home.operator("DELETE", HANDLERS + "/encode", "").status()).isEqualTo(200);
    assertThat(home.operator("GET", HANDLERS + "/encode", "").status()).isEqualTo(404);
  }

  @Tag("F074")
  @Test
  void agendasMayHaveTheTypeAsSoonAsItIsThereAndNotLongAfterItIsGone() {
    var before = submit("acme");
    register("encode", "\"image\":\"e\",\"isGlobal\":true");
    var there = submit("acme");
    home.operator("DELETE", HANDLERS + "/encode", "");
    home.clock.advance(Handlers.KEPT);
    var gone = submit("acme");

    assertThat(before.status()).isEqualTo(400);
    assertThat(codes(before)).containsExactly("/operations/0/type unknown-type");
    assertThat(there.status()).isEqualTo(201);
    assertThat(codes(gone)).containsExactly("/operations/0/type unknown-type");
    var accepted = AGENDAS + "/" + there.text("id");
    assertThat(JsonText.write(home.get("acme", accepted + "/document").json()))
        .as("what was accepted stays readable")
        .contains("\"encode\"");
    assertThat(home.get("acme", accepted).status()).isEqualTo(200);
  }

  @Test
  void onlyThoseMayUseItWhoSeeIt() {
    register(
        "encode", "\"image\":\"e\",\"customerId\":\"acme\",\"allowedCustomerIds\":[\"globex\"]");

    assertThat(submit("acme").status()).isEqualTo(201);
    assertThat(submit("globex").status()).isEqualTo(201);
    assertThat(codes(submit("initech"))).containsExactly("/operations/0/type unknown-type");
    assertThat(tenant("globex", "GET", HANDLERS, "").items("handlers")).hasSize(1);
    assertThat(tenant("initech", "GET", HANDLERS, "").items("handlers")).isEmpty();
    assertThat(tenant("initech", "GET", HANDLERS + "/encode", "").status()).isEqualTo(404);
  }

  @Test
  void stayInPodsOrOnHostsAsTheyBegan() {
    var host = "{\"type\":\"host\"}";
    register("encode", "\"image\":\"e\"");
    register("build", "\"command\":[\"true\"],\"host\":" + host);

    var toHost =
        home.operator(
            "PATCH",
            HANDLERS + "/encode",
            "{\"image\":null,\"command\":[\"true\"],\"host\":" + host + "}");
    var toPod = home.operator("PATCH", HANDLERS + "/build", "{\"image\":\"e\",\"host\":null}");

    assertThat(codes(toHost)).containsExactly("/host read-only");
    assertThat(codes(toPod)).containsExactly("/host read-only");
  }

  @Test
  void stayThereThoughTheyAreDeletedAndMadeAnew() {
    var host =
        "{\"id\":\"encode\",\"title\":\"t\",\"command\":[\"true\"],\"host\":{\"type\":\"host\"}}";
    register("encode", "\"image\":\"e\"");
    home.operator("DELETE", HANDLERS + "/encode", "");

    var elsewhere = home.operator("POST", HANDLERS, host);
    register("encode", "\"image\":\"f\"");

    assertThat(codes(elsewhere)).containsExactly("/host read-only");
    assertThat(home.operator("GET", HANDLERS + "/encode", "").text("image")).isEqualTo("f");
  }

  @Test
  void onlyOperatorsChangeWhatThereIs() {
    register("encode", "\"image\":\"e\",\"customerId\":\"acme\"");
    var patch = "{\"image\":\"f\"}";

    assertThat(tenant("acme", "POST", HANDLERS, NEW).status()).isEqualTo(403);
    assertThat(tenant("acme", "PATCH", HANDLERS + "/encode", patch).status()).isEqualTo(403);
    assertThat(tenant("acme", "DELETE", HANDLERS + "/encode", "").status()).isEqualTo(403);
    assertThat(tenant("acme", "GET", HANDLERS + "/encode", "").status()).isEqualTo(200);
    assertThat(home.operator("POST", HANDLERS, NEW).status()).isEqualTo(201);
  }

  @Test
  void refusesWhatIsNoTypeOrIsOneAlready() {
    register("encode", "\"image\":\"e\"");

    assertThat(codes(register("log", "\"image\":\"e\""))).containsExactly("/id reserved");
    assertThat(codes(register("a b", "\"image\":\"e\""))).containsExactly("/id invalid-id");
    assertThat(codes(home.operator("POST", HANDLERS, "{\"title\":\"x\",\"image\":\"e\"}")))
        .containsExactly("/id missing-field");
    assertThat(register("encode", "\"image\":\"f\"").status()).isEqualTo(409);
    assertThat(codes(register("b", "\"image\":\"A B\",\"state\":\"HELD\",\"hostNetwork\":true")))
        .containsExactly(
            "/hostNetwork unknown-field", "/image not-kubernetes", "/state unknown-field");
    assertThat(home.operator("POST", HANDLERS + "/encode/hold", "{\"reason\":\"x\"}").status())
        .isEqualTo(404);
  }

  @Test
  void templatesAndBatchesMayHaveTheTypeToo() {
    var template = "{\"agenda\":" + ENCODE + "}";
    var before = home.put("acme", "/v1/templates/t", template);
    register("encode", "\"image\":\"e\",\"customerId\":\"acme\"");
    var put =
        home.put("acme", "/v1/templates/t", template.replace("{\"a", "{\"isGlobal\":true,\"a"));
    var run = "{\"payload\":{}}";
    var mine = home.post("acme", "/v1/templates/t/run", run);
    var theirs = home.post("globex", "/v1/templates/t/run?customerId=acme", run);
    var batch =
        home.post("acme", AGENDAS + "/bulk", "{\"agendas\":[{\"document\":" + ENCODE + "}]}");

    assertThat(codes(before)).containsExactly("/agenda/operations/0/type unknown-type");
    assertThat(put.status()).isEqualTo(201);
    assertThat(mine.status()).isEqualTo(201);
    assertThat(codes(theirs)).containsExactly("/agenda/operations/0/type unknown-type");
    assertThat(JsonText.write(batch.json())).contains("201").doesNotContain("unknown-type");
  }

  @Test
  void aCustomerWithHandlersIsNotDeleted() {
    home.operator("POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"Acme\"}");
    register("encode", "\"image\":\"e\",\"customerId\":\"acme\"");

    var used = home.operator("DELETE", "/v1/customers/acme", "");
    home.operator("DELETE", HANDLERS + "/encode", "");

    assertThat(used.status()).isEqualTo(409);
    assertThat(used.text("detail")).contains(ObjectKind.HANDLER.plural());
    assertThat(home.operator("DELETE", "/v1/customers/acme", "").status()).isEqualTo(200);
  }

  private Answer register(String type, String more) {
    return home.operator(
        "POST", HANDLERS, "{\"id\":\"" + type + "\",\"title\":\"A handler\"," + more + "}");
  }

  private Answer submit(String customer) {
    return home.submit(customer, ENCODE);
  }

  private Answer tenant(String customer, String method, String target, String body) {
    return home.tenant(customer, method, target, body, Map.of());
  }

  private static Json json(String text) {
    return JsonText.parse(text);
  }

  private static List<String> codes(Answer answer) {
    return answer.items("problems").stream()
        .map(problem ->
            problem.text("path").orElseThrow() + " " + problem.text("code").orElseThrow())
        .toList();
  }
}
