package dev.fairlead.local;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers, insights and resource pools, by an operator and by tenants. */
class ObjectsTest {
  private static final String CUSTOMERS = "/v1/customers";
  private static final String INSIGHTS = "/v1/insights";
  private static final String POOLS = "/v1/resourcepools";
  private static final String IN_SITE = "\"title\":\"Encode\",\"resourcePoolId\":\"site\"";

  private final HomeStack home = new HomeStack();

  @Tag("F015")
  @ParameterizedTest
  @CsvSource({
    CUSTOMERS + ",customers,billingCode",
    INSIGHTS + ",insights,queueSize",
    POOLS + ",resourcePools,title"
  })
  void isMadeReadListedChangedAndDeleted(String path, String plural, String field) {
    pool("site", "ops");
    var value = field.equals("queueSize") ? "7" : "\"B7\"";
    var body = "{\"id\":\"one\"," + (plural.equals("insights") ? IN_SITE : "\"title\":\"A\"") + "}";

    var made = home.operator("POST", path, body);
    var changed = home.operator("PATCH", path + "/one", "{\"" + field + "\":" + value + "}");
    var read = home.operator("GET", path + "/one", "");
    var listed = home.operator("GET", path, "").items(plural);
    var deleted = home.operator("DELETE", path + "/one", "");

    assertThat(made.status()).isEqualTo(201);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(stored(read)).isEqualTo(changed.json());
    assertThat(read.object().field(field)).contains(json(value));
    assertThat(listed).contains(stored(read));
    assertThat(deleted.json()).isEqualTo(stored(read));
    assertThat(home.operator("GET", path + "/one", "").status()).isEqualTo(404);
    assertThat(home.operator("DELETE", path + "/one", "").status()).isEqualTo(404);
    assertThat(home.operator("GET", path, "").items(plural))
        .extracting(one -> one.text("id").orElseThrow())
        .doesNotContain("one");
  }

  /** Without how it stands now. */
  private static Json.Obj stored(Answer read) {
    var stored = Json.object();
    read.object()
        .fields()
        .forEach((name, value) -> {
          if (!name.equals("queue")) {
            stored.put(name, value);
          }
        });
    return stored.build();
  }

  @Tag("F016")
  @Test
  void changesOnlyWhatIsNamedAndClearsByNull() {
    insight("gpu", "ops", "\"queueSize\":5,\"rank\":3,\"mappers\":{\"operationType\":[\"log\"]}");

    var changed =
        home.operator(
            "PATCH",
            INSIGHTS + "/gpu",
            "{\"title\":\"G\",\"mappers\":{\"operationName\":[\"a\"]}}");
    var cleared =
        home.operator(
            "PATCH", INSIGHTS + "/gpu", "{\"rank\":null,\"mappers\":{\"operationType\":null}}");

    assertThat(changed.text("title")).isEqualTo("G");
    assertThat(changed.object().whole("queueSize")).contains(5L);
    assertThat(changed.object().whole("rank")).contains(3L);
    assertThat(changed.object().field("mappers"))
        .contains(json("{\"operationName\":[\"a\"],\"operationType\":[\"log\"]}"));
    assertThat(cleared.object().whole("rank")).contains(0L);
    assertThat(cleared.object().field("mappers")).contains(json("{\"operationName\":[\"a\"]}"));
    assertThat(cleared.object().whole("queueSize")).contains(5L);
    assertThat(cleared.text("customerId")).isEqualTo("ops");
  }

  @Tag("F017")
  @Test
  void holdsTheIdOfTheBodyToThatOfThePath() {
    pool("site", "ops");

    var other = home.operator("PATCH", POOLS + "/site", "{\"id\":\"else\",\"title\":\"B\"}");
    var same = home.operator("PATCH", POOLS + "/site", "{\"id\":\"site\",\"title\":\"B\"}");
    var without = home.operator("PATCH", POOLS + "/site", "{\"title\":\"C\"}");
    var unknown = home.operator("PATCH", POOLS + "/nowhere", "{\"title\":\"C\"}");

    assertThat(other.status()).isEqualTo(400);
    assertThat(codes(other)).containsExactly("/id id-mismatch");
    assertThat(same.status()).isEqualTo(200);
    assertThat(without.status()).isEqualTo(200);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(home.operator("GET", POOLS + "/else", "").status()).isEqualTo(404);
  }

  @Tag("F018")
  @Test
  void saysWhenItWasAddedAndChanged() {
    var at = home.clock.instant();
    var made = pool("site", "ops");
    // The clock stands, and the time of change grows all the same.
    var soon = home.operator("PATCH", POOLS + "/site", "{\"title\":\"B\"}");
    home.clock.advance(Duration.ofHours(1));
    var later = home.operator("PATCH", POOLS + "/site", "{\"title\":\"C\"}");
    var unchanged = home.operator("PATCH", POOLS + "/site", "{\"title\":\"C\"}");

    assertThat(Instant.parse(made.text("addedAt"))).isEqualTo(at.truncatedTo(MILLIS));
    assertThat(made.text("updatedAt")).isEqualTo(made.text("addedAt"));
    assertThat(Instant.parse(soon.text("updatedAt")))
        .isAfter(Instant.parse(made.text("updatedAt")));
    assertThat(Instant.parse(later.text("updatedAt")))
        .isEqualTo(home.clock.instant().truncatedTo(MILLIS));
    assertThat(later.text("addedAt")).isEqualTo(made.text("addedAt"));
    assertThat(unchanged.json()).isEqualTo(later.json());
  }

  @Test
  void refusesAChangeOfWhatHasChangedSince() {
    pool("site", "acme");
    var first = Map.of("If-Match", "\"1\"");

    var changed = home.tenant("acme", "PATCH", POOLS + "/site", "{\"title\":\"B\"}", first);
    var stale = home.tenant("acme", "PATCH", POOLS + "/site", "{\"title\":\"C\"}", first);
    var staleDelete = home.tenant("acme", "DELETE", POOLS + "/site", "", first);
    var any = home.tenant("acme", "DELETE", POOLS + "/site", "", Map.of("If-Match", "*"));

    assertThat(changed.object().whole("version")).contains(2L);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(staleDelete.status()).isEqualTo(412);
    assertThat(any.text("title")).isEqualTo("B");
  }

  @Test
  void doesNotDeleteWhatSomethingNeeds() {
    insight("gpu", "ops", "");
    home.operator("POST", CUSTOMERS, "{\"id\":\"acme\",\"title\":\"Acme\"}");
    home.submit("acme", HomeStack.chain(1));

    var pool = home.operator("DELETE", POOLS + "/site", "");
    var customer = home.operator("DELETE", CUSTOMERS + "/acme", "");

    assertThat(pool.status()).isEqualTo(409);
    assertThat(pool.text("code")).isEqualTo("IN_USE");
    assertThat(pool.text("detail"))
        .isEqualTo("The resource pool site still has insights or" + " customers.");
    assertThat(customer.text("detail")).isEqualTo("The customer acme still has agendas.");
    assertThat(home.operator("DELETE", INSIGHTS + "/gpu", "").status()).isEqualTo(200);
    assertThat(home.operator("DELETE", POOLS + "/site", "").status()).isEqualTo(200);
  }

  @Test
  void countsWhoNamesAPoolThroughMoves() {
    pool("one", "ops");
    pool("two", "ops");
    home.operator("POST", CUSTOMERS, "{\"id\":\"c\",\"title\":\"C\",\"resourcePoolId\":\"one\"}");

    assertThat(home.operator("DELETE", POOLS + "/one", "").status()).isEqualTo(409);
    home.operator("PATCH", CUSTOMERS + "/c", "{\"resourcePoolId\":\"two\"}");
    assertThat(home.operator("DELETE", POOLS + "/one", "").status()).isEqualTo(200);
    assertThat(home.operator("DELETE", POOLS + "/two", "").status()).isEqualTo(409);
    home.operator("PATCH", CUSTOMERS + "/c", "{\"resourcePoolId\":null}");
    assertThat(home.operator("DELETE", POOLS + "/two", "").status()).isEqualTo(200);
  }

  @Tag("F103")
  @ParameterizedTest
  @ValueSource(strings = {"\"allowedCustomerIds\":[\"globex\"]", "\"isGlobal\":true"})
  void letsOthersSeeWhatIsSharedAndChangeNothing(String sharing) {
    insight("gpu", "acme", sharing);
    var gpu = INSIGHTS + "/gpu";

    assertThat(tenant("globex", "GET", gpu, "").text("customerId")).isEqualTo("acme");
    assertThat(ids(tenant("globex", "GET", INSIGHTS, ""))).containsExactly("default", "gpu");
    assertThat(tenant("globex", "PATCH", gpu, "{\"title\":\"mine\"}").status()).isEqualTo(403);
    assertThat(tenant("globex", "DELETE", gpu, "").status()).isEqualTo(403);
    assertThat(tenant("globex", "PATCH", POOLS + "/site", "{\"title\":\"x\"}").status())
        .isEqualTo(404);

    assertThat(
            tenant("acme", "PATCH", gpu, "{\"isGlobal\":false,\"allowedCustomerIds\":[]}").status())
        .isEqualTo(200);
    assertThat(tenant("globex", "GET", gpu, "").status()).isEqualTo(404);
    assertThat(tenant("globex", "PATCH", gpu, "{}").status()).isEqualTo(404);
    assertThat(ids(tenant("globex", "GET", INSIGHTS, ""))).containsExactly("default");
    assertThat(tenant("acme", "GET", gpu, "").status()).isEqualTo(200);
  }

  @Tag("F105")
  @Test
  void doesNotMoveAnObjectToACustomerThatTheCallerIsNot() {
    insight("gpu", "acme", "");

    var moved = tenant("acme", "PATCH", INSIGHTS + "/gpu", "{\"customerId\":\"globex\"}");
    var made = tenant("acme", "POST", POOLS, "{\"title\":\"x\",\"customerId\":\"globex\"}");

    assertThat(moved.status()).isEqualTo(403);
    assertThat(codes(moved)).containsExactly("/customerId foreign-customer");
    assertThat(made.status()).isEqualTo(403);
    assertThat(tenant("acme", "GET", INSIGHTS + "/gpu", "").text("customerId")).isEqualTo("acme");
    assertThat(tenant("globex", "GET", INSIGHTS + "/gpu", "").status()).isEqualTo(404);

    home.operator("PATCH", INSIGHTS + "/gpu", "{\"customerId\":\"globex\"}");
    assertThat(tenant("acme", "GET", INSIGHTS + "/gpu", "").status()).isEqualTo(404);
    assertThat(tenant("globex", "DELETE", INSIGHTS + "/gpu", "").status()).isEqualTo(200);
  }

  @Test
  void showsACustomerToItselfAndItsChangesToOperators() {
    home.operator("POST", CUSTOMERS, "{\"id\":\"acme\",\"title\":\"Acme\"}");
    home.operator("POST", CUSTOMERS, "{\"id\":\"globex\",\"title\":\"Globex\"}");
    var patch = "{\"billingCode\":\"free\"}";

    assertThat(tenant("acme", "GET", CUSTOMERS, "").items("customers"))
        .extracting(customer -> customer.text("id").orElseThrow())
        .containsExactly("acme");
    assertThat(tenant("acme", "GET", CUSTOMERS + "/globex", "").status()).isEqualTo(404);
    assertThat(tenant("acme", "PATCH", CUSTOMERS + "/acme", patch).status()).isEqualTo(403);
    assertThat(home.operator("PATCH", CUSTOMERS + "/acme", patch).text("billingCode"))
        .isEqualTo("free");
  }

  @Test
  void doesNotPutAnInsightIntoAPoolOfOthers() {
    pool("site", "acme");

    var foreign = tenant("globex", "POST", INSIGHTS, "{" + IN_SITE + "}");
    var nowhere =
        tenant("globex", "POST", INSIGHTS, "{" + IN_SITE.replace("site", "nowhere") + "}");

    assertThat(codes(foreign)).containsExactly("/resourcePoolId unknown-resource-pool");
    assertThat(codes(nowhere)).isEqualTo(codes(foreign));
  }

  @Test
  void letsOnlyOperatorsChooseIds() {
    pool("site", "acme");
    var taken = "{\"id\":\"site\",\"title\":\"x\"}";

    assertThat(tenant("globex", "POST", POOLS, taken).status()).isEqualTo(403);
    assertThat(tenant("globex", "POST", POOLS, taken.replace("site", "free")).status())
        .isEqualTo(403);
    var again = home.operator("POST", POOLS, taken);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("code")).isEqualTo("ALREADY_EXISTS");
    var made = tenant("globex", "POST", POOLS, "{\"title\":\"x\"}").text("id");
    assertThat(tenant("globex", "GET", POOLS + "/" + made, "").text("customerId"))
        .isEqualTo("globex");
  }

  @Test
  void makesOneForAllRequestsWithTheSameKey() {
    var key = Map.of("Idempotency-Key", "k");
    var body = "{\"title\":\"x\"}";

    var first = home.tenant("acme", "POST", POOLS, body, key);
    var again = home.tenant("acme", "POST", POOLS, body, key);
    var other = home.tenant("acme", "POST", POOLS, "{\"title\":\"y\"}", key);
    var others = home.tenant("globex", "POST", POOLS, body, key);
    tenant("acme", "DELETE", POOLS + "/" + first.text("id"), "");
    var gone = home.tenant("acme", "POST", POOLS, body, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(others.status()).isEqualTo(201);
    assertThat(gone.status()).isEqualTo(404);
    home.clock.advance(Duration.ofDays(8));
    assertThat(home.tenant("acme", "POST", POOLS, body, key).status()).isEqualTo(201);
  }

  @Test
  void namesEveryProblemByItsPlace() {
    var bad =
        home.operator(
            "POST",
            INSIGHTS,
            """
            {"id": "a b", "title": " ", "queueSize": 1000, "algorithm": "fare", "rank": "first",
             "mappers": {"operationNames": [], "paramMap": ["tier"], "operationType": [7]},
             "allowedCustomerIds": ["a/b"], "isGlobal": "yes", "queue": "q", "customerId": "*"}\
            """);

    assertThat(bad.status()).isEqualTo(400);
    assertThat(codes(bad))
        .containsExactlyInAnyOrder(
            "/id invalid-id",
            "/title blank",
            "/resourcePoolId missing-field",
            "/queueSize out-of-range",
            "/algorithm unknown-value",
            "/rank wrong-type",
            "/mappers/operationNames unknown-field",
            "/mappers/paramMap/0 bad-mapper",
            "/mappers/operationType/0 wrong-type",
            "/allowedCustomerIds/0 invalid-customer",
            "/isGlobal wrong-type",
            "/queue unknown-field",
            "/customerId invalid-customer");
    assertThat(ids(home.operator("GET", INSIGHTS, ""))).containsExactly("default");
    pool("site", "ops");
    var patch = "{\"version\":7,\"addedAt\":null,\"title\":null}";
    assertThat(codes(home.operator("PATCH", POOLS + "/site", patch)))
        .containsExactlyInAnyOrder(
            "/version read-only", "/addedAt read-only", "/title missing-field");
    assertThat(home.operator("PATCH", POOLS + "/site", "[]").status()).isEqualTo(400);
  }

  @Test
  void keepsByWhatAnInsightDivides() {
    var terms =
        "\"algorithm\":\"fair\",\"limits\":{\"agendas\":50,\"cpu\":0.5,\"gpu\":2},"
            + "\"customerLimits\":{\"memory\":\"4096Mi\"},\"halfLife\":\"1h30m\","
            + "\"entryCharge\":60,\"nominal\":{\"operations\":8},"
            + "\"borrowLimit\":{\"operations\":4},\"lendLimit\":{\"operations\":0}";
    insight("gpu", "ops", terms);

    var made = home.operator("GET", INSIGHTS + "/gpu", "").object();
    var patched =
        home.operator(
            "PATCH",
            INSIGHTS + "/gpu",
            "{\"limits\":{\"gpu\":null,\"agendas\":60},\"halfLife\":null}");

    assertThat(made.field("limits")).contains(json("{\"agendas\":50,\"cpu\":\"500m\",\"gpu\":2}"));
    assertThat(made.field("customerLimits")).contains(json("{\"memory\":\"4Gi\"}"));
    assertThat(made.text("halfLife")).contains("1h30m");
    assertThat(made.field("ageing")).isEmpty();
    assertThat(made.field("lendLimit")).contains(json("{\"operations\":0}"));
    assertThat(patched.object().field("limits"))
        .contains(json("{\"agendas\":60,\"cpu\":\"500m\"}"));
    assertThat(patched.object().field("halfLife")).isEmpty();
    assertThat(patched.object().whole("entryCharge")).contains(60L);
  }

  @Test
  void namesEveryProblemOfWhatIsDivided() {
    pool("site", "ops");
    var insight =
        home.operator(
            "POST",
            INSIGHTS,
            "{"
                + IN_SITE
                + ",\"limits\":{\"agendas\":-1,\"cpu\":\"two\",\"GPU\":1,\"disk\":\"1Gi\"},"
                + "\"customerLimits\":[],\"ageing\":\"0s\",\"halfLife\":\"soon\","
                + "\"entryCharge\":0.5,\"lendLimit\":{}}");
    var customer =
        home.operator(
            "POST",
            CUSTOMERS,
            "{\"id\":\"acme\",\"title\":\"A\",\"weight\":0,\"limits\":{\"memory\":5}}");
    var pool =
        home.operator(
            "PATCH", POOLS + "/site", "{\"capacity\":7,\"reclaimTime\":\"8d\",\"weight\":1}");

    assertThat(codes(insight))
        .containsExactlyInAnyOrder(
            "/limits/agendas out-of-range",
            "/limits/cpu wrong-type",
            "/limits/GPU unknown-field",
            "/limits/disk wrong-type",
            "/customerLimits wrong-type",
            "/ageing out-of-range",
            "/halfLife wrong-type",
            "/entryCharge out-of-range",
            "/lendLimit missing-field");
    assertThat(codes(customer))
        .containsExactlyInAnyOrder("/weight out-of-range", "/limits/memory wrong-type");
    assertThat(codes(pool))
        .containsExactlyInAnyOrder(
            "/capacity wrong-type", "/reclaimTime out-of-range", "/weight unknown-field");
  }

  @Test
  void letsOnlyOperatorsSayWhatACustomerIsEntitledTo() {
    home.operator("POST", CUSTOMERS, "{\"id\":\"acme\",\"title\":\"A\",\"weight\":2.5}");
    var terms = "{\"weight\":1000,\"limits\":{\"agendas\":3}}";

    var own = tenant("acme", "PATCH", CUSTOMERS + "/acme", terms);
    var others = tenant("globex", "PATCH", CUSTOMERS + "/acme", terms);

    assertThat(own.status()).isEqualTo(403);
    assertThat(own.text("code")).isEqualTo("FORBIDDEN");
    assertThat(others.status()).isIn(403, 404);
    var kept = tenant("acme", "GET", CUSTOMERS + "/acme", "").object();
    assertThat(kept.field("weight")).contains(json("2.5"));
    var set = home.operator("PATCH", CUSTOMERS + "/acme", terms).object();
    assertThat(set.field("weight")).contains(json("1000"));
    assertThat(set.field("limits")).contains(json("{\"agendas\":3}"));
  }

  @Test
  void takesBackWhatItGave() {
    var site = pool("site", "acme");

    var given = JsonText.write(site.json());
    assertThat(tenant("acme", "PATCH", POOLS + "/site", given).json()).isEqualTo(site.json());
  }

  @Test
  void hasABuiltInInsightThatOnlyAnOperatorHasOtherwise() {
    var builtIn = tenant("acme", "GET", INSIGHTS + "/default", "");

    assertThat(builtIn.object().whole("queueSize")).contains(100L);
    assertThat(builtIn.object().field("isGlobal")).contains(Json.of(true));
    assertThat(home.operator("PATCH", INSIGHTS + "/default", "{}").status()).isEqualTo(403);
    assertThat(home.operator("DELETE", INSIGHTS + "/default", "").status()).isEqualTo(403);

    var body = "{\"id\":\"default\",\"title\":\"Rest\",\"queueSize\":7}";
    assertThat(tenant("acme", "POST", INSIGHTS, body).status()).isEqualTo(403);
    assertThat(home.operator("POST", INSIGHTS, body).status()).isEqualTo(201);
    assertThat(home.operator("POST", INSIGHTS, body).text("code")).isEqualTo("ALREADY_EXISTS");

    assertThat(tenant("acme", "GET", INSIGHTS + "/default", "").object().whole("queueSize"))
        .contains(7L);
    assertThat(ids(tenant("acme", "GET", INSIGHTS, ""))).containsExactly("default");
    assertThat(tenant("acme", "PATCH", INSIGHTS + "/default", "{}").status()).isEqualTo(403);
    assertThat(home.operator("PATCH", INSIGHTS + "/default", "{\"queueSize\":8}").status())
        .isEqualTo(200);

    assertThat(home.operator("DELETE", INSIGHTS + "/default", "").status()).isEqualTo(200);
    assertThat(tenant("acme", "GET", INSIGHTS + "/default", "").json()).isEqualTo(builtIn.json());
  }

  @Test
  void listsPageByPageAndByWhatFits() {
    pool("site", "acme");
    for (String id : List.of("c", "e", "a", "z")) {
      insight(id, "acme", "");
    }
    insight("b", "ops", "\"isGlobal\":true");
    insight("d", "ops", "\"allowedCustomerIds\":[\"acme\"],\"rank\":4");

    var pages = new ArrayList<String>();
    var path = INSIGHTS + "?limit=2";
    var page = tenant("acme", "GET", path, "");
    while (page.object().text("next").isPresent()) {
      pages.addAll(ids(page));
      page = tenant("acme", "GET", path + "&after=" + page.text("next"), "");
    }
    pages.addAll(ids(page));

    assertThat(pages).containsExactly("a", "b", "c", "d", "default", "e", "z");
    assertThat(ids(tenant("acme", "GET", INSIGHTS + "?title=Title of d", ""))).containsExactly("d");
    assertThat(ids(tenant("acme", "GET", INSIGHTS + "?resourcePoolId=site&limit=3", "")))
        .containsExactly("a", "b", "c");
    assertThat(
            tenant("acme", "GET", INSIGHTS + "?fields=rank&title=Title of d", "").items("insights"))
        .containsExactly((Json.Obj) json("{\"rank\":4}"));
    assertThat(tenant("acme", "GET", INSIGHTS + "?fields=ranks", "").status()).isEqualTo(400);
  }

  @Tag("F052")
  @Test
  void letsAPoolMakeAgendasForTheCustomersThatItWorksFor() {
    insight(
        "gpu",
        "ops",
        "\"allowedCustomerIds\":[\"acme\"],\"mappers\":{\"operationType\":[\"log\"]}");
    var agendas = POOLS + "/site/agendas";
    var document = HomeStack.chain(1).replaceFirst("\\{", "{\"customerId\":\"acme\",");
    Map<String, String> key = Map.of("Idempotency-Key", "k");

    assertThat(home.tenant("ops", "POST", agendas, document, key).status()).isEqualTo(403);
    home.operator(
        "POST", CUSTOMERS, "{\"id\":\"acme\",\"title\":\"A\",\"resourcePoolId\":\"site\"}");
    var made = home.tenant("ops", "POST", agendas, document, key);
    var again = home.tenant("ops", "POST", agendas, document, key);
    var own = home.tenant("acme", "POST", "/v1/agendas", document, key);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("customerId")).isEqualTo("acme");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(made.text("id"));
    // The key was the pool's.
    assertThat(own.status()).isEqualTo(201);
    home.settle();
    var run = "/v1/agendas/" + made.text("id");
    assertThat(tenant("acme", "GET", run, "").text("outcome")).isEqualTo("succeeded");
    assertThat(tenant("ops", "GET", run, "").status()).isEqualTo(404);
  }

  @Tag("F052")
  @Test
  void letsAPoolMakeAgendasForNobodyElse() {
    pool("mine", "globex");
    insight("gpu", "ops", "");
    home.operator(
        "POST", CUSTOMERS, "{\"id\":\"acme\",\"title\":\"A\",\"resourcePoolId\":\"site\"}");
    // Seen by all, but an operator gave nobody to the pool.
    tenant(
        "globex",
        "POST",
        INSIGHTS,
        "{\"title\":\"x\",\"resourcePoolId\":\"mine\",\"isGlobal\":true}");
    var document = HomeStack.chain(1).replaceFirst("\\{", "{\"customerId\":\"acme\",");

    var byAnother = tenant("globex", "POST", POOLS + "/mine/agendas", document);
    var ofAnother = tenant("globex", "POST", POOLS + "/site/agendas", document);
    var unseen = tenant("ops", "POST", POOLS + "/site/agendas", document);
    var unnamed = tenant("ops", "POST", POOLS + "/site/agendas", HomeStack.chain(1));

    var nobody = document.replace("acme", "nobody");
    assertThat(codes(home.operator("POST", POOLS + "/site/agendas", nobody)))
        .containsExactly("/customerId unknown-customer");
    assertThat(codes(tenant("ops", "POST", POOLS + "/site/agendas", nobody)))
        .as("who is no operator isn't told who there is")
        .containsExactly("/customerId foreign-customer");
    assertThat(byAnother.status()).isEqualTo(403);
    assertThat(codes(byAnother)).containsExactly("/customerId foreign-customer");
    assertThat(ofAnother.status()).isEqualTo(404);
    // It works for acme, who sees none of its insights.
    assertThat(unseen.status()).isEqualTo(403);
    assertThat(codes(unnamed)).containsExactly("/customerId missing-field");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  private Answer pool(String id, String owner) {
    return home.operator(
        "POST",
        POOLS,
        "{\"id\":\"" + id + "\",\"customerId\":\"" + owner + "\",\"title\":\"Site\"}");
  }

  /** In the pool {@code site}, which is made with the first. */
  private void insight(String id, String owner, String more) {
    pool("site", owner);
    var body =
        "{\"id\":\"%s\",\"customerId\":\"%s\",\"title\":\"Title of %s\",\"resourcePoolId\":\"site\"%s}"
            .formatted(id, owner, id, more.isEmpty() ? "" : "," + more);
    assertThat(home.operator("POST", INSIGHTS, body).status()).isEqualTo(201);
  }

  private Answer tenant(String customer, String method, String path, String body) {
    return home.tenant(customer, method, path, body, Map.of());
  }

  private static Json json(String text) {
    return JsonText.parse(text);
  }

  private static List<String> ids(Answer answer) {
    return answer.items("insights").stream().map(one -> one.text("id").orElseThrow()).toList();
  }

  private static List<String> codes(Answer answer) {
    return answer.items("problems").stream()
        .map(problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .toList();
  }
}
