package dev.fairlead.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.Form;
import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.json.Json;
import dev.fairlead.endpoint.Router;
import dev.fairlead.local.HostOptions;
import dev.fairlead.local.LocalHost;
import dev.fairlead.reference.Contract.Answer;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded stack, asked everything over HTTP, answers as the checked-in document says. */
@Timeout(120)
class RepliesMatchOpenApiTest {
  private static final String NOBODYS = "01jbhm3kz8x5t0q2r4s6v8w9ya";

  /**
   * What API Gateway, a store or a bug would have to help with; {@code SchemasTest} has their
   * bodies.
   */
  private static final Set<Integer> NOT_PROVOKED = Set.of(429, 500, 503, 504);

  /** Succeeds, is retried, fails and skips; answers much and little. */
  private static final String ENDS_BADLY =
      """
      title: Ends badly
      linkId: l
      inventory: shop
      operations:
        - { name: greet, type: log, verb: create, payload: { message: hello } }
        - { name: large, type: simulate, payload: { seconds: 0, result: { a: LARGE } } }
        - { name: count, type: simulate, dependsOn: [large], payload: { seconds: 0, result: 3 }, verb: create }
        - { name: fail, type: simulate, dependsOn: [count], payload: { seconds: 0, fail: no },
            retry: { maxAttempts: 2 } }
        - { name: never, type: log, dependsOn: [fail], payload: { message: bye } }
      """
          .replace("LARGE", "x".repeat(20_000));

  private static final String LASTS =
      """
      {"operations": [{"name": "rest", "type": "wait", "payload": {"seconds": 3600}},
                      {"name": "then", "type": "log", "dependsOn": ["rest"], "payload": {}}]}
      """;

  /** Knows how long it was to last. */
  private static final String RECORDED =
      """
      {"timeScale": 0.01,
       "operations": [{"name": "only", "type": "simulate", "payload": {"seconds": 1}}]}
      """;

  /** All that a handler can say. */
  private static final String HANDLER =
      """
      , "image": "registry.example.org:5000/tools/encode:1.4", "command": ["encode"],
      "args": ["--fast", ""], "env": {"FORMAT": "h264"},
      "requests": {"cpu": 0.5, "memory": "512Mi"}, "limits": {"cpu": "2", "memory": "4Gi"},
      "startsWithin": "90s", "silence": "10m", "keep": "2h", "idempotent": true,
      "pod": {"namespace": "media-{customerId}", "serviceAccount": "encoder",
        "nodeSelector": {"topology.kubernetes.io/zone": "eu-1a"},
        "tolerations": [{"key": "gpu", "operator": "Equal", "value": "yes",
          "effect": "NoSchedule"}, {"operator": "Exists"}],
        "labels": {"example.org/team": "media"}, "annotations": {"note": "any text"},
        "mounts": [{"path": "/etc/encode", "configMap": "encode", "items": {"a.conf": "etc/a"}},
          {"path": "/keys", "readOnly": true, "secret": "keys"},
          {"path": "/data", "claim": "store"},
          {"path": "/nfs", "nfs": {"server": "10.0.0.7", "path": "/export"}},
          {"path": "/tmp", "empty": {"sizeMib": 64, "memory": true}}],
        "envFrom": [{"configMap": "usual"}, {"secret": "keys"}], "pullPolicy": "Always",
        "pullSecrets": ["registry"], "runAsRoot": true, "runAsUser": 0, "privileged": true}
      """;

  private static final String REASON = "{\"reason\": \"The disk is full.\"}";

  private static final Map<Parameter, String> TEMPLATE = Map.of(Parameter.TEMPLATE_NAME, "greet");

  private static final String FILLED =
      """
      {"title": "Hi",
       "parameters": {"properties": {"who": {"type": "string"}}},
       "agenda": {"operations": [{"name": "greet", "type": "log",
                                  "payload": {"message": "hello @<pop.payload::/who>"}}]}}
      """;

  @TempDir private Path directory;

  private LocalHost host;
  private Map<Parameter, String> held = Map.of();
  private ContractClient client;

  @BeforeEach
  void start() throws IOException {
    host = LocalHost.start(new HostOptions(0, directory, false, directory, Optional.empty()));
    client = new ContractClient(host.address(), Contract.checkedIn());
  }

  @AfterEach
  void stop() {
    client.close();
    host.close();
  }

  @Test
  void everyRouteAnswersAsDeclaredWhateverIsAsked() throws InterruptedException {
    String ended = submit(ENDS_BADLY, "application/yaml");
    String running = submit(LASTS, "application/json");
    String recorded = submit(RECORDED, "application/json");
    awaitState(ended, "COMPLETE");
    awaitState(recorded, "COMPLETE");
    awaitState(running, "EXECUTING");

    held = active();
    for (Route route : Route.all()) {
      askWell(route, ended, running);
      askBadly(route, ended);
      refuse(route, ended);
    }

    for (Route route : Route.all()) {
      var promised = new TreeSet<>(client.contract().statuses(route));
      promised.removeAll(NOT_PROVOKED);
      assertThat(client.seen(route)).as("%s", route).containsAll(promised);
    }
  }

  /** A route that is new does not compile until somebody says how it is asked. */
  private void askWell(Route route, String ended, String running) throws InterruptedException {
    switch (route) {
      case Route.Agenda.SUBMIT -> {
        var once = Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), "k");
        assertThat(ask(route, Map.of(), once, LASTS).status()).isEqualTo(201);
        assertThat(ask(route, Map.of(), once, LASTS).status()).isEqualTo(200);
        assertThat(ask(route, Map.of(), once, ENDS_BADLY).status()).isEqualTo(400);
        assertThat(ask(route, Map.of(), Map.of(), "{\"uploadId\": \"" + NOBODYS + "\"}").status())
            .isEqualTo(404);
        assertThat(ask(route, Map.of(), once, LASTS.replace("3600", "1")).status()).isEqualTo(409);
      }
      case Route.Agenda.SUBMIT_BATCH -> {
        var mixed = "{\"agendas\": [{\"document\": " + LASTS + "}, {\"document\": {}}]}";
        var answer = ask(route, Map.of(), Map.of(), mixed);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(((Json.Obj) answer.json()).whole("accepted")).contains(1L);
      }
      case Route.Agenda.LIST -> {
        var first = (Json.Obj) ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").json();
        assertThat(first.text("next")).isPresent();
        var after = Map.of(Parameter.AFTER_AGENDA, first.text("next").orElseThrow());
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
        assertThat(ask(route, Map.of(), Map.of(), "").status()).isEqualTo(200);
        var some =
            Map.of(
                Parameter.FIELDS, "id,title",
                Parameter.STATE, "COMPLETE",
                Parameter.OUTCOME, "succeeded",
                Parameter.TITLE, "nothing has this title");
        assertThat(ask(route, some, Map.of(), "").status()).isEqualTo(200);
        assertThat(ask(route, Map.of(Parameter.COUNT, "true"), Map.of(), "").status())
            .isEqualTo(200);
      }
      case Route.Agenda.CREATE_UPLOAD -> {
        var body = "{\"bytes\": 5242881, \"sha256\": \"" + "0".repeat(64) + "\"}";
        assertThat(ask(route, Map.of(), Map.of(), body).status()).isEqualTo(201);
      }
      case Route.Agenda.PUT_TEMPLATE -> {
        var create = Map.of(Parameter.IF_NONE_MATCH.wireName(), "*");
        assertThat(ask(route, TEMPLATE, create, FILLED).status()).isEqualTo(201);
        assertThat(ask(route, TEMPLATE, Map.of(), FILLED).status()).isEqualTo(200);
        assertThat(ask(route, TEMPLATE, create, FILLED.replace("Hi", "Ho")).status())
            .isEqualTo(412);
        var second = Map.of(Parameter.IF_MATCH.wireName(), "\"1\"");
        assertThat(ask(route, TEMPLATE, second, FILLED.replace("Hi", "Ho")).status())
            .isEqualTo(201);
      }
      case Route.Agenda.GET_TEMPLATE -> {
        assertThat(ask(route, TEMPLATE, Map.of(), "").status()).isEqualTo(200);
        assertThat(ask(route, version("1"), Map.of(), "").status()).isEqualTo(200);
        assertThat(ask(route, version("3"), Map.of(), "").status()).isEqualTo(404);
      }
      case Route.Agenda.LIST_TEMPLATES -> {
        put("another");
        var first = (Json.Obj) ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").json();
        assertThat(first.text("next")).contains("another");
        var after = Map.of(Parameter.AFTER_TEMPLATE, "another");
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
      }
      case Route.Agenda.DELETE_TEMPLATE -> {
        put("greet");
        var old = Map.of(Parameter.IF_MATCH.wireName(), "\"9\"");
        assertThat(ask(route, TEMPLATE, old, "").status()).isEqualTo(412);
        assertThat(ask(route, TEMPLATE, Map.of(), "").status()).isEqualTo(200);
        put("greet");
      }
      case Route.Agenda.PLAN_TEMPLATE -> {
        put("greet");
        assertThat(ask(route, TEMPLATE, Map.of(), "{\"payload\": {\"who\": \"you\"}}").status())
            .isEqualTo(200);
        assertThat(ask(route, TEMPLATE, Map.of(), "{\"payload\": {\"who\": 3}}").status())
            .isEqualTo(200);
      }
      case Route.Agenda.RUN_TEMPLATE -> {
        put("greet");
        var once = Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), "run");
        var you = "{\"payload\": {\"who\": \"you\"}}";
        assertThat(ask(route, TEMPLATE, once, you).status()).isEqualTo(201);
        assertThat(ask(route, TEMPLATE, once, you).status()).isEqualTo(200);
        assertThat(ask(route, TEMPLATE, once, you.replace("you", "me")).status()).isEqualTo(409);
        assertThat(ask(route, TEMPLATE, once, "{\"payload\": {\"who\": 3}}").status())
            .isEqualTo(400);
      }
      case Route.Agenda.CREATE_TOKEN -> {
        var body = "{\"customerId\": \"acme\", \"access\": [\"read\", \"admin\"]}";
        assertThat(ask(route, Map.of(), Map.of(), body).status()).isEqualTo(201);
      }
      case Route.Agenda.CANCEL, Route.Agenda.PAUSE, Route.Agenda.RESUME -> {
        String signalled = submit(LASTS, "application/json");
        awaitState(signalled, "EXECUTING");
        assertThat(ask(route, path(route, signalled), Map.of(), "").status()).isEqualTo(200);
        var over = Map.of(Parameter.AGENDA_ID, ended);
        assertThat(ask(route, over, Map.of(), "").status()).isEqualTo(409);
      }
      case Route.Agenda.DELETE -> {
        assertThat(ask(route, path(route, running), Map.of(), "").status()).isEqualTo(409);
        String over = submit(LASTS, "application/json");
        assertThat(ask(Route.Agenda.CANCEL, path(route, over), Map.of(), "").status())
            .isEqualTo(200);
        awaitState(over, "COMPLETE");
        assertThat(ask(route, path(route, over), Map.of(), "").status()).isEqualTo(200);
        assertThat(ask(route, path(route, over), Map.of(), "").status()).isEqualTo(404);
      }
      case Route.Agenda.ANSWER -> {
        var asking = "{\"operations\": [{\"name\": \"ask\", \"type\": \"approval\"}]}";
        String waiting = submit(asking, "application/json");
        awaitState(waiting, "EXECUTING");
        var body = "{\"operation\": \"ask\", \"approved\": true, \"comment\": \"fine\"}";
        assertThat(ask(route, path(route, waiting), Map.of(), body).status()).isEqualTo(200);
        assertThat(ask(route, path(route, ended), Map.of(), body).status()).isEqualTo(409);
      }
      case Route.Agenda.RERUN -> {
        var body = "{\"which\": \"failed\", \"dryRun\": true, \"set\": {\"/title\": \"again\"}}";
        assertThat(ask(route, path(route, ended), Map.of(), body).status()).isEqualTo(200);
        assertThat(ask(route, path(route, running), Map.of(), body).status()).isEqualTo(409);
      }
      case Route.Agenda.BUMP -> {
        assertThat(ask(route, path(route, running), Map.of(), "{\"reason\": \"x\"}").status())
            .isEqualTo(409);
        assertThat(ask(route, path(route, waiting()), Map.of(), "{\"reason\": \"x\"}").status())
            .isEqualTo(200);
      }
      case Route.Agenda.REBIND -> {
        assertThat(ask(route, path(route, running), Map.of(), "{\"reason\": \"x\"}").status())
            .isEqualTo(409);
        assertThat(ask(route, path(route, waiting()), Map.of(), "{\"reason\": \"x\"}").status())
            .isEqualTo(200);
      }
      case Route.Agenda.LIST_SECRETS -> {
        setSecrets();
        var first = (Json.Obj) ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").json();
        var after = Map.of(Parameter.AFTER_SECRET, first.text("next").orElseThrow());
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
      }
      case Route.Agenda.SET_SECRET -> setSecrets();
      case Route.Agenda.DELETE_SECRET -> {
        setSecrets();
        var named = Map.of(Parameter.SECRET_NAME, "two");
        assertThat(ask(route, named, Map.of(), "").status()).isEqualTo(200);
        assertThat(ask(route, named, Map.of(), "").status()).isEqualTo(404);
      }
      case Route.Agenda.SCHEMA -> {
        for (Body body : Body.values()) {
          var named = Map.of(Parameter.SCHEMA_NAME, body.schemaName());
          assertThat(ask(route, named, Map.of(), "").status()).isEqualTo(200);
        }
      }
      case Route.Progress.SHARES -> {
        var builtIn = Map.of(Parameter.INSIGHT_ID, "default");
        assertThat(ask(route, builtIn, Map.of(), "").status()).isEqualTo(200);
      }
      case Route.Progress.ARRIVALS -> {
        var values =
            Map.of(
                Parameter.INSIGHT_ID,
                "default",
                Parameter.SINCE,
                "2026-11-22T00:00:00Z",
                Parameter.LIMIT,
                "1");
        var first = (Json.Obj) ask(route, values, Map.of(), "").json();
        var after =
            Map.of(
                Parameter.INSIGHT_ID,
                "default",
                Parameter.AFTER_ARRIVAL,
                first.text("next").orElse("local/"));
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
      }
      case Route.Progress.LIST_INVENTORIES -> {
        assertThat(ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").status()).isEqualTo(200);
        var after = Map.of(Parameter.AFTER_INVENTORY, "shop");
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
      }
      case Route.Progress.GET_INVENTORY -> {
        var shop = Map.of(Parameter.INVENTORY_NAME, "shop", Parameter.LIMIT, "1");
        var first = (Json.Obj) ask(route, shop, Map.of(), "").json();
        assertThat(first.text("next")).contains("count");
        var after = Map.of(Parameter.INVENTORY_NAME, "shop", Parameter.AFTER_COMPONENT, "count");
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
      }
      case ObjectRoute ofObjects -> askForObjects(ofObjects);
      case LeaseRoute ofLeases -> askForLeases(ofLeases);
      case HostRoute ofHosts -> askHosts(ofHosts);
      case Route.Progress.ETA -> {
        for (String agenda : List.of(ended, running, waiting())) {
          assertThat(ask(route, path(route, agenda), Map.of(), "").status()).isEqualTo(200);
        }
      }
      case Route.Agenda.DOCUMENT,
          Route.Progress.GET,
          Route.Progress.EVENTS,
          Route.Progress.LOGS,
          Route.Progress.WHY -> {
        for (String agenda : List.of(ended, running)) {
          assertThat(ask(route, Map.of(Parameter.AGENDA_ID, agenda), Map.of(), "").status())
              .isEqualTo(200);
        }
      }
    }
  }

  /** One of two agendas in an insight, idle, that dispatches nothing. */
  private String waiting() {
    create(ObjectRoute.CREATE_RESOURCE_POOL, "idle", "");
    create(
        ObjectRoute.CREATE_INSIGHT,
        "idle",
        ", \"resourcePoolId\": \"idle\", \"queueSize\": 0, \"isGlobal\": true,"
            + " \"mappers\": {\"operationType\": [\"wait\"]}");
    create(ObjectRoute.CREATE_CUSTOMER, "local", "");
    var local = Map.of(Parameter.CUSTOMER_ID, "local");
    var idle = "{\"resourcePoolId\": \"idle\"}";
    assertThat(ask(ObjectRoute.UPDATE_CUSTOMER, local, Map.of(), idle).status()).isEqualTo(200);
    submit(LASTS, "application/json");
    String agenda = submit(LASTS, "application/json");
    var anywhere = "{\"resourcePoolId\": null}";
    assertThat(ask(ObjectRoute.UPDATE_CUSTOMER, local, Map.of(), anywhere).status()).isEqualTo(200);
    return agenda;
  }

  /** Of each kind one by the id of the examples, and one to delete. */
  private void askForObjects(ObjectRoute route) {
    var customers = Map.of(Parameter.CUSTOMER_ID, "acme");
    var insights = Map.of(Parameter.INSIGHT_ID, "encoders");
    var pools = Map.of(Parameter.RESOURCE_POOL_ID, "encoders");
    var handlers = Map.of(Parameter.HANDLER_ID, "encode-video");
    var blueprints = Map.of(Parameter.BLUEPRINT_ID, "encoders");
    switch (route) {
      case CREATE_CUSTOMER -> create(route, ObjectRoute.DELETE_CUSTOMER, "acme", "");
      case CREATE_RESOURCE_POOL -> create(route, ObjectRoute.DELETE_RESOURCE_POOL, "encoders", "");
      case CREATE_INSIGHT -> {
        create(ObjectRoute.CREATE_RESOURCE_POOL, "encoders", "");
        create(route, ObjectRoute.DELETE_INSIGHT, "encoders", ", \"resourcePoolId\": \"encoders\"");
      }
      case CREATE_HANDLER -> {
        create(route, "encode-video", HANDLER);
        create(route, "encode-video", HANDLER);
        var once = Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), "create a handler");
        var body = "{\"id\": \"once\", \"title\": \"t\"" + HANDLER + "}";
        assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(201);
        assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(200);
        var reserved = body.replace("once", "log");
        assertThat(ask(route, Map.of(), Map.of(), reserved).status()).isEqualTo(400);
        delete(ObjectRoute.DELETE_HANDLER, Map.of(Parameter.HANDLER_ID, "once"));
        assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(404);
      }
      case LIST_HANDLERS -> list(route, "a");
      case GET_HANDLER -> assertThat(ask(route, handlers, Map.of(), "").status()).isEqualTo(200);
      case UPDATE_HANDLER -> {
        update(route, handlers);
        var body = "{\"env\": {\"FORMAT\": null}, \"silence\": null, \"pod\": {\"mounts\": null}}";
        assertThat(ask(route, handlers, Map.of(), body).status()).isEqualTo(200);
      }
      case DELETE_HANDLER -> delete(route, handlers);
      case CREATE_BLUEPRINT ->
          create(route, ObjectRoute.DELETE_BLUEPRINT, "encoders", ", \"type\": \"inert\"");
      case LIST_BLUEPRINTS -> list(route, "a");
      case GET_BLUEPRINT ->
          assertThat(ask(route, blueprints, Map.of(), "").status()).isEqualTo(200);
      case UPDATE_BLUEPRINT -> update(route, blueprints);
      case DELETE_BLUEPRINT -> {
        var used = Map.of(Parameter.BLUEPRINT_ID, "desk");
        active();
        assertThat(ask(route, used, Map.of(), "").status()).isEqualTo(409);
        delete(route, blueprints);
        create(ObjectRoute.CREATE_BLUEPRINT, "encoders", ", \"type\": \"inert\"");
      }
      case LIST_CUSTOMERS -> list(route, "a");
      case LIST_INSIGHTS -> list(route, "a");
      case LIST_RESOURCE_POOLS -> list(route, "a");
      case GET_CUSTOMER -> assertThat(ask(route, customers, Map.of(), "").status()).isEqualTo(200);
      case GET_RESOURCE_POOL -> assertThat(ask(route, pools, Map.of(), "").status()).isEqualTo(200);
      case GET_INSIGHT -> {
        assertThat(ask(route, insights, Map.of(), "").status()).isEqualTo(200);
        var builtIn = Map.of(Parameter.INSIGHT_ID, "default");
        assertThat(ask(route, builtIn, Map.of(), "").status()).isEqualTo(200);
      }
      case UPDATE_CUSTOMER -> update(route, customers);
      case UPDATE_RESOURCE_POOL -> update(route, pools);
      case UPDATE_INSIGHT -> update(route, insights);
      case DELETE_CUSTOMER -> {
        create(ObjectRoute.CREATE_CUSTOMER, "local", "");
        var used = Map.of(Parameter.CUSTOMER_ID, "local");
        assertThat(ask(route, used, Map.of(), "").status()).isEqualTo(409);
        delete(route, customers);
      }
      case DELETE_RESOURCE_POOL -> {
        create(ObjectRoute.CREATE_INSIGHT, "user", ", \"resourcePoolId\": \"encoders\"");
        assertThat(ask(route, pools, Map.of(), "").status()).isEqualTo(409);
        var user = Map.of(Parameter.INSIGHT_ID, "user");
        assertThat(ask(ObjectRoute.DELETE_INSIGHT, user, Map.of(), "").status()).isEqualTo(200);
        delete(route, pools);
        // What is asked next is of a pool.
        create(ObjectRoute.CREATE_RESOURCE_POOL, "encoders", "");
      }
      case CREATE_AGENDA -> {
        create(ObjectRoute.CREATE_CUSTOMER, "hooli", ", \"resourcePoolId\": \"encoders\"");
        create(
            ObjectRoute.CREATE_INSIGHT,
            "hoolis",
            ", \"resourcePoolId\": \"encoders\", \"isGlobal\": true,"
                + " \"mappers\": {\"operationType\": [\"simulate\", \"wait\", \"log\"]}");
        var once = Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), "of a pool");
        var theirs = LASTS.replaceFirst("\\{", "{\"customerId\": \"hooli\", ");
        assertThat(ask(route, pools, once, theirs).status()).isEqualTo(201);
        assertThat(ask(route, pools, once, theirs).status()).isEqualTo(200);
        assertThat(ask(route, pools, once, theirs.replace("3600", "1")).status()).isEqualTo(409);
        create(ObjectRoute.CREATE_CUSTOMER, "elsewhere", "");
        assertThat(ask(route, pools, once, theirs.replace("hooli", "elsewhere")).status())
            .isEqualTo(403);
      }
      case REBIND_INSIGHT -> {
        var why = "{\"reason\": \"x\"}";
        var idle = Map.of(Parameter.INSIGHT_ID, "idle");
        assertThat(ask(route, idle, Map.of(), why).status()).isEqualTo(200);
        var unknown = Map.of(Parameter.INSIGHT_ID, "nowhere");
        assertThat(ask(route, unknown, Map.of(), why).status()).isEqualTo(404);
      }
      case DELETE_INSIGHT -> {
        var used = Map.of(Parameter.INSIGHT_ID, "idle");
        assertThat(ask(route, used, Map.of(), "").status()).isEqualTo(409);
        delete(route, insights);
      }
      case HOLD_INSIGHT, DRAIN_INSIGHT, RELEASE_INSIGHT -> {
        create(ObjectRoute.CREATE_INSIGHT, "encoders", ", \"resourcePoolId\": \"encoders\"");
        halt(route, insights);
        if (route == ObjectRoute.DRAIN_INSIGHT) {
          var builtIn = Map.of(Parameter.INSIGHT_ID, "default");
          assertThat(ask(route, builtIn, Map.of(), REASON).status()).isEqualTo(409);
        }
      }
      case HOLD_RESOURCE_POOL, DRAIN_RESOURCE_POOL, RELEASE_RESOURCE_POOL -> halt(route, pools);
      case LIST_AUDIT -> {
        var first = (Json.Obj) ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").json();
        var after = Map.of(Parameter.AFTER_AUDIT_ENTRY, first.text("next").orElseThrow());
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
      }
    }
  }

  private void halt(ObjectRoute route, Map<Parameter, String> named) {
    var stale = Map.of(Parameter.IF_MATCH.wireName(), "\"77\"");
    var nobodys = Map.of(named.keySet().iterator().next(), NOBODYS);
    assertThat(ask(route, nobodys, Map.of(), REASON).status()).isEqualTo(404);
    assertThat(ask(route, named, stale, REASON).status()).isEqualTo(412);
    assertThat(ask(route, named, Map.of(), REASON).status()).isEqualTo(200);
    assertThat(ask(route, named, Map.of(), REASON).status()).isEqualTo(200);
  }

  private void create(ObjectRoute route, String id, String more) {
    var body = "{\"id\": \"" + id + "\", \"title\": \"t\"" + more + "}";
    assertThat(ask(route, Map.of(), Map.of(), body).status()).isIn(201, 409);
  }

  private void create(ObjectRoute route, ObjectRoute delete, String id, String more) {
    create(route, id, more);
    create(route, id, more);
    var once = Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), "create " + route);
    var body = "{\"title\": \"t\"" + more + "}";
    var made = ask(route, Map.of(), once, body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(200);
    assertThat(ask(route, Map.of(), once, body.replace("\"t\"", "\"u\"")).status()).isEqualTo(409);
    var gone =
        Map.of(
            delete.spec().parameters().getFirst(),
            ((Json.Obj) made.json()).text("id").orElseThrow());
    assertThat(ask(delete, gone, Map.of(), "").status()).isEqualTo(200);
    assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(404);
  }

  /** A lease on a directory of this machine, as it may be used. */
  private Map<Parameter, String> active() {
    create(
        ObjectRoute.CREATE_BLUEPRINT,
        "desk",
        ", \"type\": \"process\", \"fields\": {\"directory\": \""
            + directory.resolve("desk")
            + "\"}");
    var asked = ask(LeaseRoute.ACQUIRE, Map.of(), Map.of(), "{\"type\": \"process\"}");
    var answer = awaitLease(text(asked, "id"), "ACTIVE");
    return Map.of(
        Parameter.LEASE_ID, text(asked, "id"), Parameter.RESOURCE_ID, text(answer, "resourceId"));
  }

  /** A lease that was let go of. */
  private Map<Parameter, String> over() {
    var body = "{\"type\": \"host\", \"resourceId\": \"" + NOBODYS + "\"}";
    var asked = ask(LeaseRoute.ACQUIRE, Map.of(), Map.of(), body);
    var named = Map.of(Parameter.LEASE_ID, text(asked, "id"));
    ask(LeaseRoute.RELEASE, named, Map.of(), "{\"reason\": \"x\"}");
    awaitLease(text(asked, "id"), "DESTROYED");
    return named;
  }

  private Answer awaitLease(String id, String state) {
    var named = Map.of(Parameter.LEASE_ID, id);
    var never = new CountDownLatch(1);
    var answer = ask(LeaseRoute.GET, named, Map.of(), "");
    while (!text(answer, "state").equals(state)) {
      try {
        assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
      answer = ask(LeaseRoute.GET, named, Map.of(), "");
    }
    return answer;
  }

  private static String text(Answer answer, String field) {
    return ((Json.Obj) answer.json()).text(field).orElseThrow();
  }

  private void askForLeases(LeaseRoute route) {
    var lease = new HashMap<>(active());
    var resource = new HashMap<>(lease);
    resource.remove(Parameter.LEASE_ID);
    lease.remove(Parameter.RESOURCE_ID);
    switch (route) {
      case ACQUIRE -> {
        var once = Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), "lease");
        var body =
            "{\"blueprintIds\": [\"desk\"], \"labels\": {\"a\": \"b\"}, \"strategy\": \"PACK\","
                + " \"for\": \"1h\", \"giveUpAfter\": \"1m\", \"heartbeat\": \"1h\","
                + " \"attributes\": {}}";
        assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(201);
        assertThat(ask(route, Map.of(), once, body).status()).isEqualTo(200);
        assertThat(ask(route, Map.of(), once, body.replace("1h", "2h")).status()).isEqualTo(409);
        var direct = "{\"type\": \"host\", \"resourceId\": \"" + NOBODYS + "\"}";
        assertThat(ask(route, Map.of(), Map.of(), direct).status()).isEqualTo(201);
        for (String wrong :
            List.of(
                "{\"type\": \"hots\"}",
                "{\"type\": \"host\", \"until\": \"soon\", \"strategy\": \"x\", \"labels\": 3}",
                "{\"type\": \"host\", \"until\": \"2020-01-01T00:00:00Z\", \"for\": \"1s\"}",
                "{\"type\": \"host\", \"resourceId\": \"x\", \"blueprintIds\": [3, \"x\"]}",
                "{\"type\": \"host\", \"blueprintIds\": [\"desk\"]}")) {
          assertThat(ask(route, Map.of(), Map.of(), wrong).status()).isEqualTo(400);
        }
      }
      case LIST -> {
        var first = (Json.Obj) ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").json();
        var after = Map.of(Parameter.AFTER_LEASE, first.text("next").orElseThrow());
        assertThat(ask(route, after, Map.of(), "").status()).isEqualTo(200);
        var some =
            Map.of(
                Parameter.LEASE_STATE, "ACTIVE",
                Parameter.OF_BLUEPRINT, "desk",
                Parameter.HOLDER, "person/nobody");
        assertThat(ask(route, some, Map.of(), "").status()).isEqualTo(200);
      }
      case GET, LOG -> assertThat(ask(route, lease, Map.of(), "").status()).isEqualTo(200);
      case RENEW -> {
        var body = "{\"for\": \"2h\"}";
        assertThat(ask(route, lease, Map.of(), body).status()).isEqualTo(200);
        assertThat(ask(route, lease, Map.of(), "{}").status()).isEqualTo(200);
        assertThat(ask(route, lease, Map.of(), "{\"until\": 1}").status()).isEqualTo(400);
        assertThat(ask(route, over(), Map.of(), body).status()).isEqualTo(409);
        var nobodys = Map.of(Parameter.LEASE_ID, NOBODYS);
        assertThat(ask(route, nobodys, Map.of(), body).status()).isEqualTo(404);
      }
      case RELEASE -> {
        var body = "{\"reason\": \"x\"}";
        assertThat(ask(route, lease, Map.of(), body).status()).isEqualTo(200);
        var nobodys = Map.of(Parameter.LEASE_ID, NOBODYS);
        assertThat(ask(route, nobodys, Map.of(), body).status()).isEqualTo(404);
      }
      case LIST_RESOURCES -> {
        assertThat(ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").status()).isEqualTo(200);
        var some = Map.of(Parameter.OF_BLUEPRINT, "desk", Parameter.AFTER_RESOURCE, NOBODYS);
        assertThat(ask(route, some, Map.of(), "").status()).isEqualTo(200);
      }
      case GET_RESOURCE, LOG_RESOURCE ->
          assertThat(ask(route, resource, Map.of(), "").status()).isEqualTo(200);
      case RELEASE_RESOURCE, RECALL_RESOURCE, CORDON_RESOURCE, UNCORDON_RESOURCE -> {
        var body = "{\"reason\": \"x\"}";
        assertThat(ask(route, resource, Map.of(), body).status()).isEqualTo(200);
        var nobodys = Map.of(Parameter.RESOURCE_ID, NOBODYS);
        assertThat(ask(route, nobodys, Map.of(), body).status()).isEqualTo(404);
      }
      case LIST_AUTHORIZATIONS, AUTHORIZE -> {
        var desk = Map.of(Parameter.BLUEPRINT_ID, "desk");
        var body = "{\"asker\": \"customer/acme\", \"verdict\": \"AUTHORIZED\"}";
        assertThat(ask(LeaseRoute.AUTHORIZE, desk, Map.of(), body).status()).isEqualTo(200);
        var unknown = body.replace("customer/acme", "blueprint/nowhere");
        assertThat(ask(LeaseRoute.AUTHORIZE, desk, Map.of(), unknown).status()).isEqualTo(400);
        assertThat(ask(LeaseRoute.LIST_AUTHORIZATIONS, desk, Map.of(), "").status()).isEqualTo(200);
        var nowhere = Map.of(Parameter.BLUEPRINT_ID, "nowhere");
        assertThat(ask(LeaseRoute.AUTHORIZE, nowhere, Map.of(), body).status()).isEqualTo(404);
        assertThat(ask(LeaseRoute.LIST_AUTHORIZATIONS, nowhere, Map.of(), "").status())
            .isEqualTo(404);
      }
    }
  }

  private void askHosts(HostRoute route) {
    var lease = new HashMap<>(active());
    lease.remove(Parameter.RESOURCE_ID);
    var body =
        switch (route) {
          case EXEC ->
              "{\"command\": [\"echo\", \"a\"], \"timeLimit\": \"5s\", \"input\": \"eA==\"}";
          case PUT_FILE -> "{\"content\": \"eA==\"}";
          case GET_FILE -> "";
        };
    if (route != HostRoute.EXEC) {
      lease.put(Parameter.FILE_PATH, "a/b");
      var there = ask(HostRoute.PUT_FILE, lease, Map.of(), "{\"content\": \"eA==\"}");
      assertThat(there.status()).isEqualTo(200);
    }
    assertThat(ask(route, lease, Map.of(), body).status()).isEqualTo(200);
    var nobodys = new HashMap<>(lease);
    nobodys.put(Parameter.LEASE_ID, NOBODYS);
    assertThat(ask(route, nobodys, Map.of(), body).status()).isEqualTo(404);
    var outside = new HashMap<>(lease);
    outside.replace(Parameter.FILE_PATH, "a/../../b");
    var leading =
        body.replace("[\"echo\"", "[\"/no/such\"").replace("}", ", \"directory\": \"..\"}");
    assertThat(ask(route, outside, Map.of(), route == HostRoute.EXEC ? leading : body).status())
        .isEqualTo(409);
  }

  private void list(ObjectRoute route, String after) {
    assertThat(ask(route, Map.of(Parameter.LIMIT, "1"), Map.of(), "").status()).isEqualTo(200);
    var some = Map.of(Parameter.AFTER_OBJECT, after, Parameter.FIELDS, "id,title");
    assertThat(ask(route, some, Map.of(), "").status()).isEqualTo(200);
    assertThat(ask(route, Map.of(Parameter.TITLE, "t"), Map.of(), "").status()).isEqualTo(200);
  }

  private void update(ObjectRoute route, Map<Parameter, String> named) {
    var stale = Map.of(Parameter.IF_MATCH.wireName(), "\"7\"");
    var body = "{\"title\": \"changed\"}";
    assertThat(ask(route, named, stale, body).status()).isEqualTo(412);
    assertThat(ask(route, named, Map.of(), body).status()).isEqualTo(200);
    assertThat(ask(route, named, Map.of(), "{}").status()).isEqualTo(200);
  }

  private void delete(ObjectRoute route, Map<Parameter, String> named) {
    var stale = Map.of(Parameter.IF_MATCH.wireName(), "\"7\"");
    assertThat(ask(route, named, stale, "").status()).isEqualTo(412);
    assertThat(ask(route, named, Map.of(), "").status()).isEqualTo(200);
    assertThat(ask(route, named, Map.of(), "").status()).isEqualTo(404);
  }

  private void setSecrets() {
    for (String name : List.of("one", "two")) {
      var named = Map.of(Parameter.SECRET_NAME, name);
      assertThat(
              ask(Route.Agenda.SET_SECRET, named, Map.of(), "{\"value\": \"swordfish\"}").status())
          .isEqualTo(200);
    }
  }

  /** With every parameter out of its form, and bodies that are not what they should be. */
  private void askBadly(Route route, String agenda) {
    for (Parameter parameter : route.spec().parameters()) {
      var values = new HashMap<>(path(route, agenda));
      var headers = new HashMap<String, String>();
      switch (parameter.place()) {
        case PATH -> values.put(parameter, NOBODYS);
        case QUERY -> values.put(parameter, "");
        case HEADER -> headers.put(parameter.wireName(), "x".repeat(300));
      }

      assertThat(ask(route, values, headers, LASTS).status() / 100)
          .as("%s", parameter)
          .isEqualTo(4);
    }
    if (route.spec().request().isPresent()) {
      for (String body :
          List.of("", "{", "[]", "{}", "{\"operations\": [{\"nam\": 1}], \"access\": [7]}")) {
        // A merge patch that names nothing changes nothing, and a renewal no end: both are right.
        boolean mayBeEmpty = route.method().equals("PATCH") || route == LeaseRoute.RENEW;
        int status = mayBeEmpty && body.equals("{}") ? 200 : 400;
        assertThat(ask(route, path(route, agenda), Map.of(), body).status()).isEqualTo(status);
      }
    }
  }

  /** What any route refuses. */
  private void refuse(Route route, String agenda) {
    String target = route.target(path(route, agenda));
    assertThat(client.send(route, target, Map.of(), "").status()).isEqualTo(401);
    assertThat(client.send(route, target, bearer(tokenWithout(route.access())), "").status())
        .isEqualTo(403);
    var nobody = Map.of(Parameter.CUSTOMER.wireName(), "not a customer");
    assertThat(ask(route, path(route, agenda), nobody, "").status()).isEqualTo(400);
    String tooLarge = " ".repeat(Router.MAX_BODY_BYTES + 1);
    assertThat(ask(route, path(route, agenda), Map.of(), tooLarge).status()).isEqualTo(413);
  }

  private Map<Parameter, String> path(Route route, String agenda) {
    var values = new HashMap<Parameter, String>();
    for (Parameter parameter : route.spec().parameters()) {
      if (parameter.place() == Parameter.Place.PATH) {
        values.put(
            parameter,
            parameter == Parameter.AGENDA_ID ? agenda : ((Form.Text) parameter.form()).example());
      }
    }
    held.forEach(values::replace);
    if (values.containsKey(Parameter.TEMPLATE_NAME)) {
      values.putAll(TEMPLATE);
    }
    return values;
  }

  private static Map<Parameter, String> version(String number) {
    var values = new HashMap<>(TEMPLATE);
    values.put(Parameter.TEMPLATE_VERSION, number);
    return values;
  }

  private void put(String name) {
    var named = Map.of(Parameter.TEMPLATE_NAME, name);
    assertThat(ask(Route.Agenda.PUT_TEMPLATE, named, Map.of(), FILLED).status() / 100).isEqualTo(2);
  }

  private Answer ask(
      Route route, Map<Parameter, String> values, Map<String, String> headers, String body) {
    var all = new HashMap<>(bearer(host.token()));
    all.putAll(headers);
    return client.send(route, route.target(values), all, body);
  }

  private String submit(String document, String type) {
    var answer = ask(Route.Agenda.SUBMIT, Map.of(), Map.of("Content-Type", type), document);
    return ((Json.Obj) answer.json()).text("id").orElseThrow();
  }

  private void awaitState(String agenda, String state) throws InterruptedException {
    var never = new CountDownLatch(1);
    while (!((Json.Obj)
            ask(Route.Progress.GET, Map.of(Parameter.AGENDA_ID, agenda), Map.of(), "").json())
        .text("state")
        .equals(Optional.of(state))) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** A credential that may do something, but not this. */
  private String tokenWithout(Access access) {
    List<String> others =
        Stream.of(Access.READ, Access.WRITE)
            .filter(other -> other != access)
            .map(other -> other.name().toLowerCase(Locale.ROOT))
            .toList();
    var body = Json.object().put("customerId", "local").put("access", Json.texts(others)).build();
    var answer = ask(Route.Agenda.CREATE_TOKEN, Map.of(), Map.of(), JsonText.write(body));
    return ((Json.Obj) answer.json()).text("token").orElseThrow();
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Test
  void anAnswerThatSaysMoreOrLessOrElseIsSeen() {
    var answer = ask(Route.Agenda.LIST, Map.of(), Map.of(), "");
    var body = (Json.Obj) answer.json();

    assertThat(complaints(answer.status(), answer.headers(), body)).isEmpty();
    assertThat(complaints(200, answer.headers(), body.with("total", Json.of(1)))).isNotEmpty();
    assertThat(complaints(200, answer.headers(), Json.EMPTY)).isNotEmpty();
    assertThat(complaints(202, answer.headers(), body)).isNotEmpty();
    assertThat(complaints(200, Map.of(), body)).hasSize(2);
    assertThat(complaints(404, answer.headers(), body)).isNotEmpty();
  }

  private List<String> complaints(int status, Map<String, String> headers, Json body) {
    return client
        .contract()
        .complaints(Route.Agenda.LIST, new Answer(status, headers, JsonText.write(body)));
  }
}
