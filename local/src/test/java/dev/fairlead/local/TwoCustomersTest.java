package dev.fairlead.local;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import dev.fairlead.local.HostClient.Answer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two customers over HTTP: for every route there is, who gets what. */
class TwoCustomersTest {
  private static final String AGENDA = "{agendaId}";
  private static final String UNKNOWN = "0".repeat(26);
  private static final Json.Obj NOBODYS =
      Json.object().put("id", UNKNOWN).put("resourceId", UNKNOWN).build();
  private static final String NAME = "{templateName}";
  private static final String INVENTORY = "{inventoryName}";
  private static final String CUSTOMER = "{customerId}";
  private static final String INSIGHT = "{insightId}";
  private static final String BLUEPRINT = "{blueprintId}";
  private static final String POOL = "{resourcePoolId}";
  private static final String HANDLER = "{handlerId}";
  private static final String LEASE = "{leaseId}";
  private static final String RESOURCE = "{resourceId}";
  private static final String TEMPLATE =
      "{\"agenda\":{\"operations\":[{\"name\":\"a\",\"type\":\"log\"}]}}";
  private static final String DOCUMENT =
      "{\"title\":\"of acme\",\"operations\":[{\"name\":\"a\",\"type\":\"log\","
          + "\"payload\":{\"message\":\"x\"}}]}";

  private static final String REASON = "{\"reason\":\"The disk is full.\"}";

  private static final String LASTS =
      "{\"operations\":[{\"name\":\"a\",\"type\":\"wait\",\"payload\":{\"seconds\":3600}}],"
          + "\"finally\":[{\"name\":\"b\",\"type\":\"wait\",\"payload\":{\"seconds\":3600}}]}";

  /** What a route is sent, and what its owner is answered. */
  private record Row(String body, int status) {}

  /** A route without a row here fails the test below. */
  private static final Map<Route, Row> ROWS =
      Map.ofEntries(
          entry(Route.Agenda.SUBMIT, new Row(DOCUMENT, 201)),
          entry(
              Route.Agenda.SUBMIT_BATCH,
              new Row("{\"agendas\":[{\"document\":" + DOCUMENT + "}]}", 200)),
          entry(Route.Agenda.LIST, new Row("", 200)),
          entry(Route.Agenda.DOCUMENT, new Row("", 200)),
          entry(Route.Agenda.CANCEL, new Row("", 200)),
          entry(Route.Agenda.DELETE, new Row("", 409)),
          entry(Route.Agenda.PAUSE, new Row("", 409)),
          entry(Route.Agenda.RESUME, new Row("", 409)),
          entry(
              Route.Agenda.CREATE_UPLOAD,
              new Row("{\"bytes\":1,\"sha256\":\"" + "0".repeat(64) + "\"}", 201)),
          entry(Route.Agenda.PUT_TEMPLATE, new Row(TEMPLATE, 200)),
          entry(Route.Agenda.GET_TEMPLATE, new Row("", 200)),
          entry(Route.Agenda.LIST_TEMPLATES, new Row("", 200)),
          entry(Route.Agenda.DELETE_TEMPLATE, new Row("", 200)),
          entry(Route.Agenda.PLAN_TEMPLATE, new Row("{\"payload\":{}}", 200)),
          entry(Route.Agenda.RUN_TEMPLATE, new Row("{\"payload\":{}}", 201)),
          entry(Route.Agenda.CREATE_TOKEN, new Row("{\"customerId\":\"initech\"}", 201)),
          entry(Route.Agenda.ANSWER, new Row("{\"operation\":\"a\",\"approved\":true}", 409)),
          entry(Route.Agenda.RERUN, new Row("{\"which\":\"none\"}", 400)),
          entry(Route.Agenda.REBIND, new Row("{\"reason\":\"x\"}", 409)),
          entry(Route.Agenda.BUMP, new Row("{\"reason\":\"x\"}", 409)),
          entry(ObjectRoute.REBIND_INSIGHT, new Row("{\"reason\":\"x\"}", 200)),
          entry(Route.Agenda.LIST_SECRETS, new Row("", 200)),
          entry(Route.Agenda.SET_SECRET, new Row("{\"value\":\"swordfish\"}", 200)),
          entry(Route.Agenda.DELETE_SECRET, new Row("", 200)),
          entry(Route.Agenda.SCHEMA, new Row("", 200)),
          entry(ObjectRoute.CREATE_CUSTOMER, new Row("{\"title\":\"x\"}", 201)),
          entry(ObjectRoute.LIST_CUSTOMERS, new Row("", 200)),
          entry(ObjectRoute.GET_CUSTOMER, new Row("", 200)),
          entry(ObjectRoute.UPDATE_CUSTOMER, new Row("{\"title\":\"x\"}", 200)),
          entry(ObjectRoute.DELETE_CUSTOMER, new Row("", 409)),
          entry(
              ObjectRoute.CREATE_INSIGHT,
              new Row("{\"title\":\"x\",\"resourcePoolId\":\"{agendaId}\"}", 201)),
          entry(ObjectRoute.LIST_INSIGHTS, new Row("", 200)),
          entry(ObjectRoute.GET_INSIGHT, new Row("", 200)),
          entry(ObjectRoute.UPDATE_INSIGHT, new Row("{\"title\":\"x\"}", 200)),
          entry(ObjectRoute.DELETE_INSIGHT, new Row("", 200)),
          entry(ObjectRoute.CREATE_BLUEPRINT, new Row("{\"title\":\"x\",\"type\":\"test\"}", 201)),
          entry(ObjectRoute.LIST_BLUEPRINTS, new Row("", 200)),
          entry(ObjectRoute.GET_BLUEPRINT, new Row("", 200)),
          entry(ObjectRoute.UPDATE_BLUEPRINT, new Row("{\"title\":\"x\"}", 200)),
          entry(ObjectRoute.DELETE_BLUEPRINT, new Row("", 200)),
          entry(ObjectRoute.CREATE_RESOURCE_POOL, new Row("{\"title\":\"x\"}", 201)),
          entry(ObjectRoute.LIST_RESOURCE_POOLS, new Row("", 200)),
          entry(ObjectRoute.GET_RESOURCE_POOL, new Row("", 200)),
          entry(ObjectRoute.UPDATE_RESOURCE_POOL, new Row("{\"title\":\"x\"}", 200)),
          entry(ObjectRoute.DELETE_RESOURCE_POOL, new Row("", 409)),
          entry(
              ObjectRoute.CREATE_HANDLER,
              new Row("{\"id\":\"lay\",\"title\":\"x\",\"image\":\"x\"}", 201)),
          entry(ObjectRoute.LIST_HANDLERS, new Row("", 200)),
          entry(ObjectRoute.GET_HANDLER, new Row("", 200)),
          entry(ObjectRoute.UPDATE_HANDLER, new Row("{\"title\":\"x\"}", 200)),
          entry(ObjectRoute.DELETE_HANDLER, new Row("", 200)),
          entry(
              ObjectRoute.CREATE_AGENDA,
              new Row(DOCUMENT.replace("{\"title\"", "{\"customerId\":\"acme\",\"title\""), 201)),
          entry(ObjectRoute.HOLD_INSIGHT, new Row(REASON, 200)),
          entry(ObjectRoute.DRAIN_INSIGHT, new Row(REASON, 200)),
          entry(ObjectRoute.RELEASE_INSIGHT, new Row(REASON, 200)),
          entry(ObjectRoute.HOLD_RESOURCE_POOL, new Row(REASON, 200)),
          entry(ObjectRoute.DRAIN_RESOURCE_POOL, new Row(REASON, 200)),
          entry(ObjectRoute.RELEASE_RESOURCE_POOL, new Row(REASON, 200)),
          entry(ObjectRoute.LIST_AUDIT, new Row("", 200)),
          entry(LeaseRoute.ACQUIRE, new Row("{\"type\":\"process\"}", 201)),
          entry(LeaseRoute.LIST, new Row("", 200)),
          entry(LeaseRoute.GET, new Row("", 200)),
          entry(LeaseRoute.RENEW, new Row("{\"for\":\"1h\"}", 200)),
          entry(LeaseRoute.RELEASE, new Row(REASON, 200)),
          entry(LeaseRoute.LOG, new Row("", 200)),
          entry(LeaseRoute.LIST_RESOURCES, new Row("", 200)),
          entry(LeaseRoute.GET_RESOURCE, new Row("", 200)),
          entry(LeaseRoute.LOG_RESOURCE, new Row("", 200)),
          entry(LeaseRoute.RELEASE_RESOURCE, new Row(REASON, 200)),
          entry(LeaseRoute.RECALL_RESOURCE, new Row(REASON, 200)),
          entry(LeaseRoute.CORDON_RESOURCE, new Row(REASON, 200)),
          entry(LeaseRoute.UNCORDON_RESOURCE, new Row(REASON, 200)),
          entry(LeaseRoute.LIST_AUTHORIZATIONS, new Row("", 200)),
          entry(
              LeaseRoute.AUTHORIZE,
              new Row("{\"asker\":\"customer/globex\",\"verdict\":\"DECLINED\"}", 200)),
          entry(HostRoute.EXEC, new Row("{\"command\":[\"true\"]}", 200)),
          entry(HostRoute.PUT_FILE, new Row("{\"content\":\"eA==\"}", 200)),
          // There is no such file.
          entry(HostRoute.GET_FILE, new Row("", 409)),
          entry(Route.Progress.GET, new Row("", 200)),
          entry(Route.Progress.EVENTS, new Row("", 200)),
          entry(Route.Progress.LOGS, new Row("", 200)),
          entry(Route.Progress.WHY, new Row("", 200)),
          entry(Route.Progress.ETA, new Row("", 200)),
          entry(Route.Progress.SHARES, new Row("", 200)),
          entry(Route.Progress.ARRIVALS, new Row("", 200)),
          entry(Route.Progress.LIST_INVENTORIES, new Row("", 200)),
          entry(Route.Progress.GET_INVENTORY, new Row("", 200)));

  @TempDir private static Path directory;
  private static LocalHost host;
  private static HostClient client;
  private static String acme;
  private static String globex;
  private static String reader;
  private static String agenda;

  @BeforeAll
  static void start() throws InterruptedException {
    host = LocalHost.start(new HostOptions(0, directory, false, directory, Optional.empty()));
    client = new HostClient(host.address());
    acme = token("acme", "[\"read\",\"write\"]");
    globex = token("globex", "[\"read\",\"write\"]");
    reader = token("acme", "[\"read\"]");
    agenda = client.send("POST", "/v1/agendas", LASTS, acme).text("id");
    // However often it is cancelled from now on, and by whom: it makes no difference. It drains for
    // an hour, so that nobody can delete it either.
    var never = new CountDownLatch(1);
    while (!client
        .send("GET", "/v1/agendas/" + agenda, "", acme)
        .text("state")
        .equals("EXECUTING")) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    client.send("POST", "/v1/agendas/" + agenda + "/cancel", "", acme);
    keep(agenda);
    client.send("POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"a\"}", host.token());
    client.send("POST", "/v1/resourcepools", owned(agenda), host.token());
    // Keeps the pool in use, and takes what acme submits.
    var taking =
        "{\"isGlobal\":true,\"mappers\":{\"operationType\":[\"simulate\",\"log\",\"wait\",\"approval\"]},";
    client.send(
        "POST", "/v1/insights", inPool("another").replaceFirst("\\{", taking), host.token());
    var pool = "{\"resourcePoolId\":\"" + agenda + "\"}";
    client.send("PATCH", "/v1/customers/acme", pool, host.token());
  }

  /** An inventory by the same name as the agenda. */
  private static void keep(String name) throws InterruptedException {
    var document = DOCUMENT.replace("{\"title\"", "{\"inventory\":\"" + name + "\",\"title\"");
    var keeper = "/v1/agendas/" + client.send("POST", "/v1/agendas", document, acme).text("id");
    var never = new CountDownLatch(1);
    while (!client.send("GET", keeper, "", acme).text("state").equals("COMPLETE")) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  @AfterAll
  static void stop() {
    client.close();
    host.close();
  }

  static Stream<Route> routes() {
    return Arrays.stream(Route.class.getPermittedSubclasses())
        .flatMap(family -> Arrays.stream(family.getEnumConstants()))
        .map(Route.class::cast);
  }

  /** Whoever puts a template makes it; all else is about one that is there. */
  static Stream<Route> routesOfAThing() {
    return routes()
        .filter(route ->
            Stream.of(
                    AGENDA, NAME, INVENTORY, CUSTOMER, INSIGHT, POOL, HANDLER, BLUEPRINT, LEASE,
                    RESOURCE)
                .anyMatch(route.path()::contains))
        .filter(route -> route != Route.Agenda.PUT_TEMPLATE);
  }

  @Test
  @Tag("F102")
  void everyRouteHasARow() {
    assertThat(ROWS.keySet()).isEqualTo(routes().collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @Tag("F002")
  @Tag("F102")
  @MethodSource("routes")
  void refusesStrangers(Route route) {
    for (String path : List.of(agenda, UNKNOWN, "x")) {
      assertThat(call(route, path, Map.of()).status()).isEqualTo(401);
      assertThat(call(route, path, bearer("flt_" + "0".repeat(32))).status()).isEqualTo(401);
      assertThat(call(route, path, Map.of("Authorization", "Basic YTpi")).status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @Tag("F104")
  @MethodSource("routes")
  void answersWhoeverMay(Route route) {
    boolean everyone = route.access() != Route.Access.ADMIN;
    assertThat(call(route, agenda, bearer(acme)).status()).isEqualTo(everyone ? ok(route) : 403);
    assertThat(call(route, agenda, actingFor("acme")).status()).isEqualTo(ok(route));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void refusesAReaderWhatIsNotReading(Route route) {
    assertThat(call(route, agenda, bearer(reader)).status())
        .isEqualTo(route.access() == Route.Access.READ ? ok(route) : 403);
  }

  @ParameterizedTest
  @Tag("F102")
  @MethodSource("routesOfAThing")
  void doesNotLetAnotherCustomerLearnThatItIsThere(Route route) {
    Answer others = call(route, agenda, bearer(globex));
    Answer unknown = call(route, UNKNOWN, bearer(globex));

    assertThat(others.status()).isEqualTo(route.access() == Route.Access.ADMIN ? 403 : 404);
    assertThat(told(others, agenda)).isEqualTo(told(unknown, UNKNOWN));
    assertThat(others.body()).doesNotContain("acme");
    assertThat(call(route, agenda, actingFor("globex")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @Tag("F104")
  @MethodSource("routes")
  void letsOnlyAnAdminActForAnotherCustomer(Route route) {
    var disguised = Map.of("Authorization", "Bearer " + globex, "x-fairlead-customer", "acme");

    assertThat(call(route, agenda, disguised).status()).isEqualTo(403);
    assertThat(call(route, UNKNOWN, disguised).status()).isEqualTo(403);
  }

  @Test
  @Tag("F102")
  void neitherShowsNorCountsAnothersAgendas() {
    String own = client.send("POST", "/v1/agendas", DOCUMENT, globex).text("id");

    assertThat(listed(bearer(globex))).contains(own).doesNotContain(agenda);
    assertThat(listed(bearer(acme))).contains(agenda).doesNotContain(own);
    assertThat(listed(actingFor("acme"))).contains(agenda).doesNotContain(own);
    assertThat(listed(actingFor("nobody"))).isEmpty();
    assertThat(client.send("GET", "/v1/agendas?after=" + "z".repeat(26), "", bearer(globex)).body())
        .doesNotContain(agenda);
  }

  @Test
  void keepsTheIdempotencyKeysOfCustomersApart() {
    var first = client.send("POST", "/v1/agendas", DOCUMENT, withKey(acme));
    var other = client.send("POST", "/v1/agendas", DOCUMENT, withKey(globex));
    var again = client.send("POST", "/v1/agendas", DOCUMENT, withKey(globex));

    assertThat(other.status()).isEqualTo(201);
    assertThat(other.text("id")).isNotEqualTo(first.text("id"));
    assertThat(again.text("id")).isEqualTo(other.text("id"));
    assertThat(again.text("customerId")).isEqualTo("globex");
  }

  @Test
  void neitherShowsNorGivesNorDeletesAnothersSecrets() {
    setSecret(bearer(acme), "acmes-own");
    setSecret(bearer(globex), "globexs-own");
    var document =
        "{\"operations\":[{\"name\":\"a\",\"type\":\"log\","
            + "\"payload\":{\"message\":\"@<secret:acmes-own>\"}}]}";

    assertThat(client.send("GET", "/v1/secrets", "", bearer(globex)).body())
        .contains("globexs-own")
        .doesNotContain("acmes-own");
    assertThat(client.send("DELETE", "/v1/secrets/acmes-own", "", bearer(globex)).status())
        .isEqualTo(404);
    Answer refused = client.send("POST", "/v1/agendas", document, bearer(globex));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .contains("unknown-secret", "/operations/0/payload/message")
        .doesNotContain("suggestion");
    assertThat(client.send("POST", "/v1/agendas", document, bearer(acme)).status()).isEqualTo(201);
  }

  @Test
  @Tag("F002")
  void refusesADocumentThatNamesAnotherCustomer() {
    String document = DOCUMENT.replace("{\"title\"", "{\"customerId\":\"acme\",\"title\"");

    assertThat(client.send("POST", "/v1/agendas", document, bearer(globex)).status())
        .isEqualTo(403);
    assertThat(client.send("POST", "/v1/agendas", document, bearer(acme)).status()).isEqualTo(201);
  }

  private static Set<String> listed(Map<String, String> headers) {
    Json agendas =
        client
            .send("GET", "/v1/agendas?limit=200", "", headers)
            .json()
            .field("agendas")
            .orElseThrow();
    return agendas instanceof Json.Arr(List<Json> items)
        ? items.stream()
            .map(item -> ((Json.Obj) item).text("id").orElseThrow())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static String told(Answer answer, String id) {
    Predicate<String> same = field -> !field.equals("correlationId") && !field.equals("instance");
    return answer.json().fields().entrySet().stream()
        .filter(field -> same.test(field.getKey()))
        .map(Object::toString)
        .collect(Collectors.joining("\n"))
        .replace(id, "it");
  }

  private static int ok(Route route) {
    return row(route).status();
  }

  private static Row row(Route route) {
    return Optional.ofNullable(ROWS.get(route)).orElseThrow();
  }

  /** A template goes by the same name as the agenda, and is there before each call. */
  private static Answer call(Route route, String id, Map<String, String> headers) {
    if (id.equals(agenda)) {
      client.send("PUT", "/v1/templates/" + id, TEMPLATE, bearer(acme));
      client.send("POST", "/v1/insights", inPool(id), host.token());
      var handler = owned(id).replace("{", "{\"image\":\"x\",");
      client.send("POST", "/v1/handlers", handler, host.token());
      var blueprint = owned(id).replace("{", "{\"type\":\"test\",");
      client.send("POST", "/v1/blueprints", blueprint, host.token());
    }
    if (route == Route.Agenda.DELETE_SECRET) {
      setSecret(actingFor("acme"), "key");
    }
    var path =
        route
            .path()
            .replace(AGENDA, id)
            .replace(NAME, id)
            .replace(INVENTORY, id)
            .replace(CUSTOMER, id.equals(agenda) ? "acme" : id)
            .replace(INSIGHT, id)
            .replace(POOL, id)
            .replace(HANDLER, id)
            .replace(BLUEPRINT, id)
            .replace("{secretName}", "key")
            .replace("{schemaName}", "run");
    if (path.contains(LEASE) || path.contains(RESOURCE)) {
      var held = id.equals(agenda) ? active() : NOBODYS;
      path =
          path.replace(LEASE, held.text("id").orElseThrow())
              .replace(RESOURCE, held.text("resourceId").orElseThrow());
    }
    if (route == HostRoute.PUT_FILE || route == HostRoute.GET_FILE) {
      path += route == HostRoute.PUT_FILE ? "?path=here" : "?path=nowhere";
    }
    return client.send(route.method(), path, row(route).body().replace(AGENDA, agenda), headers);
  }

  /** A lease of acme's, as it may be used; an earlier turn may have ended the one before. */
  private static Json.Obj active() {
    var desk = "{\"id\":\"desk\",\"customerId\":\"acme\",\"title\":\"a\",\"type\":\"process\",";
    var fields = "\"fields\":{\"directory\":\"" + directory.resolve("desk") + "\"}}";
    client.send("POST", "/v1/blueprints", desk + fields, host.token());
    var never = new CountDownLatch(1);
    var lease = Json.EMPTY;
    while (!lease.text("state").equals(Optional.of("ACTIVE"))) {
      boolean isNew = !List.of("PENDING", "ACQUIRED").contains(lease.text("state").orElse(""));
      lease =
          isNew
              ? client.send("POST", "/v1/leases", "{\"type\":\"desk\"}", acme).json()
              : client.send("GET", "/v1/leases/" + lease.text("id").orElseThrow(), "", acme).json();
      try {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
    return lease;
  }

  /** A pool, an insight or a handler of acme's. */
  private static String owned(String id) {
    return "{\"id\":\"" + id + "\",\"customerId\":\"acme\",\"title\":\"a\"}";
  }

  private static String inPool(String id) {
    return owned(id).replace("{", "{\"resourcePoolId\":\"" + agenda + "\",");
  }

  private static void setSecret(Map<String, String> headers, String name) {
    var body = "{\"value\":\"swordfish\"}";
    assertThat(client.send("PUT", "/v1/secrets/" + name, body, headers).status()).isEqualTo(200);
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static Map<String, String> actingFor(String customer) {
    return Map.of("Authorization", "Bearer " + host.token(), "x-fairlead-customer", customer);
  }

  private static Map<String, String> withKey(String token) {
    return Map.of("Authorization", "Bearer " + token, "Idempotency-Key", "the same");
  }

  private static String token(String customer, String access) {
    String body = "{\"customerId\":\"" + customer + "\",\"access\":" + access + "}";
    return client.send("POST", "/v1/tokens", body, host.token()).text("token");
  }
}
