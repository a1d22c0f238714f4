package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Query;
import dev.fairlead.local.HomeStack.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases by hand, by the API alone, on directories of this machine. */
class LeasesTest {
  private static final String REASON = "{\"reason\":\"The disk is full.\"}";

  @TempDir private Path directory;

  private HomeStack home;

  @BeforeEach
  void start() {
    home = new HomeStack();
    blueprint("desk", "acme", ",\"limit\":1,\"leasesPerResource\":2");
  }

  @AfterEach
  void stop() {
    home.close();
  }

  @Test
  @Tag("D20")
  void runsCommandsAndMovesFilesInTheLeasesDirectory() {
    var lease = active("acme", "desk");

    assertThat(put(lease, "in/a.txt", "one\n").object().whole("bytes")).contains(4L);
    var end = exec(lease, "{\"command\":[\"sh\",\"-c\",\"cat in/a.txt; pwd >&2; exit 3\"]}");

    assertThat(end.status()).isEqualTo(200);
    assertThat(end.object().whole("exitCode")).contains(3L);
    assertThat(decoded(end, "output")).isEqualTo("one\n");
    assertThat(decoded(end, "errors")).endsWith(lease + "\n");
    assertThat(decoded(get(lease, "in/a.txt"), "content")).isEqualTo("one\n");
    assertThat(get(lease, "in/../../x").text("code")).isEqualTo("HOST_REFUSED");
    assertThat(get(lease, "in/../../x").text("detail")).contains("(outside)");
  }

  @Test
  @Tag("D20")
  void boundsCommandsInTimeAndSize() {
    var lease = active("acme", "desk");

    var ended = exec(lease, "{\"command\":[\"sleep\",\"60\"],\"timeLimit\":\"200ms\"}");
    var large =
        exec(lease, "{\"command\":[\"sh\",\"-c\",\"head -c 1500000 /dev/zero; echo end\"]}");

    assertThat(ended.text("end")).isEqualTo("timeLimit");
    assertThat(large.object().whole("outputBytes")).contains(1_500_004L);
    assertThat(decoded(large, "output")).hasSize(1024 * 1024).endsWith("end\n");
    assertThat(exec(lease, "{\"command\":[\"true\"],\"timeLimit\":\"16s\"}").status())
        .isEqualTo(400);
    var tooLarge = Base64.getEncoder().encodeToString(new byte[3 * 1024 * 1024 + 1]);
    assertThat(home.put("acme", files(lease, "a"), "{\"content\":\"" + tooLarge + "\"}").status())
        .isEqualTo(400);
  }

  @Test
  @Tag("D20")
  void opensNothingForALeaseThatWaitsOrIsOver() {
    var first = active("acme", "desk");
    active("acme", "desk");
    var waiting = ask("acme", "{\"type\":\"desk\"}").text("id");
    home.settle();

    var refused = exec(waiting, "{\"command\":[\"true\"]}");
    assertThat(refused.text("code")).isEqualTo("LEASE_NOT_ACTIVE");
    assertThat(refused.text("detail")).contains("PENDING");
    home.post("acme", "/v1/leases/" + first + "/release", REASON);
    assertThat(exec(first, "{\"command\":[\"true\"]}").status()).isEqualTo(200);
    home.settle();
    assertThat(exec(first, "{\"command\":[\"true\"]}").text("detail"))
        .isEqualTo("The lease is DESTROYED: The disk is full.");
    assertThat(exec(waiting, "{\"command\":[\"true\"]}").status()).isEqualTo(200);
  }

  @Test
  @Tag("D29")
  void saysWhyALeaseWaits() {
    active("acme", "desk");
    active("acme", "desk");
    var waiting = ask("acme", "{\"type\":\"desk\"}").text("id");
    home.settle();

    var why = (Json.Obj) lease("acme", waiting).object().field("why").orElseThrow();
    assertThat(why.text("code")).contains("waiting-for-resources");
    assertThat(why.text("sentence").orElseThrow()).contains("desk");
    assertThat(types("/v1/leases/" + waiting + "/log"))
        .containsExactly("queued", "waiting-for-resources");
    assertThat(types("/v1/leases/" + waiting + "/log?after=1"))
        .containsExactly("waiting-for-resources");
  }

  @Test
  @Tag("D13")
  void lastsLongerWhenItIsRenewed() {
    var lease = ask("acme", "{\"type\":\"desk\",\"for\":\"2m\"}").text("id");
    home.settle();
    home.clock.advance(Duration.ofMinutes(1));

    var renewed = renew("acme", lease, "{\"for\":\"3m\"}");

    assertThat(renewed.status()).isEqualTo(200);
    var functions = home.watched((_, _) -> {});
    home.clock.advance(Duration.ofMinutes(2));
    functions.fire(ScheduleSpec.ALLOCATOR_TICK);
    assertThat(lease("acme", lease).text("state")).isEqualTo("ACTIVE");
    assertThat(lease("acme", lease).text("until")).isEqualTo(renewed.text("until"));
    assertThat(types("/v1/leases/" + lease + "/log")).containsOnlyOnce("renewed");
    home.clock.advance(Duration.ofMinutes(1));
    functions.fire(ScheduleSpec.ALLOCATOR_TICK);
    assertThat(lease("acme", lease).text("state")).isEqualTo("DESTROYED");
    assertThat(renew("acme", lease, "{}").text("code")).isEqualTo("LEASE_NOT_ACTIVE");
    var stranger = home.tenant("globex", "POST", "/v1/leases/" + lease + "/renew", "{}", Map.of());
    assertThat(stranger.status()).isEqualTo(404);
  }

  @Test
  @Tag("D13")
  void goesWhenItsHolderIsNotHeardOf() {
    var kept = ask("acme", "{\"type\":\"desk\",\"heartbeat\":\"90s\"}").text("id");
    var left = ask("acme", "{\"type\":\"desk\",\"heartbeat\":\"90s\"}").text("id");
    home.settle();
    home.clock.advance(Duration.ofMinutes(1));

    assertThat(renew("acme", kept, "{}").object().whole("heartbeatSeconds")).contains(90L);
    home.clock.advance(Duration.ofMinutes(1));
    home.watched((_, _) -> {}).fire(ScheduleSpec.ALLOCATOR_TICK);

    assertThat(lease("acme", kept).text("state")).isEqualTo("ACTIVE");
    assertThat(types("/v1/leases/" + kept + "/log")).doesNotContain("renewed");
    assertThat(lease("acme", left).text("state")).isEqualTo("DESTROYED");
    var why = (Json.Obj) lease("acme", left).object().field("why").orElseThrow();
    assertThat(why.text("sentence")).contains("Its holder was not heard of in time.");
  }

  @Test
  void refusesATermThatCantBe() {
    var lease = ask("acme", "{\"type\":\"desk\"}").text("id");

    var wrong = "{\"for\":\"0s\",\"until\":\"2020-01-01T00:00:00Z\",\"heartbeat\":\"1s\"}";

    assertThat(renew("acme", lease, wrong).text("detail")).contains("renewed");
    assertThat(renew("acme", lease, wrong).items("problems")).hasSize(3);
    assertThat(renew("acme", lease, "[]").status()).isEqualTo(400);
    assertThat(ask("acme", "{\"type\":\"desk\",\"heartbeat\":\"9s\"}").status()).isEqualTo(400);
  }

  private Answer renew(String customer, String lease, String body) {
    return home.post(customer, "/v1/leases/" + lease + "/renew", body);
  }

  /** Nobody hears a message; the schedule alone serves, prepares and takes away. */
  @Test
  @Tag("D28")
  void completesWithoutAnyWakeUp() {
    var functions = home.watched((_, _) -> {});
    var lease = ask("acme", "{\"type\":\"desk\"}").text("id");

    for (int i = 0; i < 3; i++) {
      functions.fire(ScheduleSpec.ALLOCATOR_TICK);
      home.clock.advance(Duration.ofMinutes(1));
    }
    assertThat(lease("acme", lease).text("state")).isEqualTo("ACTIVE");

    home.post("acme", "/v1/leases/" + lease + "/release", REASON);
    functions.fire(ScheduleSpec.ALLOCATOR_TICK);
    assertThat(lease("acme", lease).text("state")).isEqualTo("DESTROYED");
    assertThat(home.ports.queues().depth(QueueSpec.LEASES.queueName())).isPositive();
  }

  @Test
  @Tag("D24")
  void carriesSignalsOutOnceAcrossARestart() {
    var lease = active("acme", "desk");
    var resource = lease("acme", lease).text("resourceId");
    home.post("acme", "/v1/resources/" + resource + "/cordon", "{\"reason\":\"one\"}");
    home.clock.advance(Duration.ofMillis(1));
    home.post("acme", "/v1/resources/" + resource + "/uncordon", "{\"reason\":\"two\"}");
    home.clock.advance(Duration.ofMillis(1));
    home.post("acme", "/v1/resources/" + resource + "/cordon", "{\"reason\":\"three\"}");

    home.restartedOver(home.ports).settle();

    var log = home.get("acme", "/v1/resources/" + resource + "/log").items("lines");
    assertThat(log)
        .extracting(line -> line.text("type").orElse("") + " " + line.text("sentence").orElse(""))
        .endsWith("cordoned one", "uncordoned two", "cordoned three");
    assertThat(log.getLast().text("by")).contains("of acme");
    assertThat(home.get("acme", "/v1/resources/" + resource).object().truth("isCordoned"))
        .contains(true);
    home.settle();
    assertThat(home.get("acme", "/v1/resources/" + resource + "/log").items("lines"))
        .hasSameSizeAs(log);
  }

  @Test
  @Tag("D25")
  void releasesAllLeasesWithTheirResource() throws Exception {
    var one = active("acme", "desk");
    var other = active("acme", "desk");
    var resource = lease("acme", one).text("resourceId");

    assertThat(home.post("acme", "/v1/resources/" + resource + "/recall", REASON).status())
        .isEqualTo(200);
    home.settle();
    assertThat(lease("acme", one).text("state")).isEqualTo("ACTIVE");
    home.post("acme", "/v1/resources/" + resource + "/release", REASON);
    home.settle();
    home.pass(Duration.ofSeconds(5), 3);

    assertThat(List.of(lease("acme", one).text("state"), lease("acme", other).text("state")))
        .containsOnly("DESTROYED");
    assertThat(home.get("acme", "/v1/resources/" + resource).text("state")).isEqualTo("DESTROYED");
    assertThat(home.get("acme", "/v1/resources").items("resources")).isEmpty();
    try (var left = Files.list(directory.resolve("desk"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  @Tag("D30")
  void forgetsWhatIsLongOverWithItsLog() {
    var over = active("acme", "desk");
    var live = active("acme", "desk");
    home.post("acme", "/v1/leases/" + over + "/release", REASON);
    home.settle();
    home.pass(Duration.ofDays(29), 1);
    assertThat(types("/v1/leases/" + over + "/log")).endsWith("released", "destroyed");

    home.pass(Duration.ofDays(2), 1);

    assertThat(lease("acme", over).status()).isEqualTo(404);
    assertThat(
            home.ports
                .items()
                .query(Query.of(TableSpec.LEASES.tableName(), "lease/" + over, 100))
                .items())
        .isEmpty();
    assertThat(lease("acme", live).text("state")).isEqualTo("ACTIVE");
    assertThat(types("/v1/leases/" + live + "/log")).endsWith("activated");
    assertThat(home.get("acme", "/v1/leases").items("leases")).hasSize(1);
  }

  @Test
  void endsByTheClock() {
    var lease = ask("acme", "{\"type\":\"desk\",\"for\":\"10m\"}").text("id");
    home.settle();
    assertThat(lease("acme", lease).text("state")).isEqualTo("ACTIVE");

    home.pass(Duration.ofMinutes(4), 3);

    assertThat(lease("acme", lease).text("state")).isEqualTo("DESTROYED");
  }

  @Test
  void givesTheFirstAnswerAgainForTheSameKey() {
    var body = "{\"type\":\"desk\"}";
    var first = home.post("acme", "/v1/leases", body, "k");
    var again = home.post("acme", "/v1/leases", body, "k");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(home.post("acme", "/v1/leases", "{\"type\":\"process\"}", "k").status())
        .isEqualTo(409);
    assertThat(home.get("acme", "/v1/leases").items("leases")).hasSize(1);
  }

  @Test
  @Tag("D21")
  void servesAnotherCustomerOnceTheOwnerAgrees() {
    blueprint("shared", "acme", ",\"isGlobal\":true");
    var lease = ask("globex", "{\"blueprintIds\":[\"shared\"]}").text("id");
    home.settle();
    assertThat(why("globex", lease)).isEqualTo("no-authorizations");

    var asked = home.get("acme", "/v1/blueprints/shared/authorizations").items("authorizations");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().text("asker")).contains("customer/globex");
    assertThat(asked.getFirst().text("verdict")).contains("REQUESTED");
    assertThat(answer("globex", "shared", "AUTHORIZED").status()).isEqualTo(403);
    var path = "/v1/blueprints/shared/authorizations";
    assertThat(home.tenant("globex", "GET", path, "", Map.of()).status()).isEqualTo(403);
    answer("acme", "shared", "AUTHORIZED");
    home.settle();
    assertThat(lease("globex", lease).text("state")).isEqualTo("ACTIVE");

    answer("acme", "shared", "DECLINED");
    var later = ask("globex", "{\"type\":\"shared\"}").text("id");
    home.settle();
    assertThat(lease("globex", lease).text("state")).isEqualTo("ACTIVE");
    assertThat(why("globex", later)).isEqualTo("no-authorizations");
    assertThat(exec("globex", lease, "{\"command\":[\"true\"]}").status()).isEqualTo(200);
    var resource = "/v1/resources/" + lease("globex", lease).text("resourceId");
    assertThat(home.tenant("globex", "GET", resource, "", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void asksForNoBlueprintThatCantBeSeen() {
    var refused = ask("globex", "{\"blueprintIds\":[\"desk\"]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.items("problems").getFirst().text("code")).contains("unknown-blueprint");
    assertThat(ask("globex", "{\"type\":\"desk\"}").status()).isEqualTo(400);
  }

  private void blueprint(String id, String owner, String more) {
    var fields = ",\"fields\":{\"directory\":\"" + directory.resolve(id) + "\"}";
    var body =
        "{\"id\":\"%s\",\"customerId\":\"%s\",\"title\":\"t\",\"type\":\"process\"%s%s}"
            .formatted(id, owner, more, fields);
    assertThat(home.operator("POST", "/v1/blueprints", body).status()).isEqualTo(201);
  }

  private Answer ask(String customer, String body) {
    return home.tenant(customer, "POST", "/v1/leases", body, Map.of());
  }

  private String active(String customer, String type) {
    var id = ask(customer, "{\"type\":\"" + type + "\"}").text("id");
    home.settle();
    assertThat(lease(customer, id).text("state")).isEqualTo("ACTIVE");
    return id;
  }

  private Answer lease(String customer, String id) {
    return home.tenant(customer, "GET", "/v1/leases/" + id, "", Map.of());
  }

  private String why(String customer, String id) {
    return lease(customer, id).object().field("why").orElseThrow() instanceof Json.Obj why
        ? why.text("code").orElseThrow()
        : "";
  }

  private List<String> types(String log) {
    return home.get("acme", log).items("lines").stream()
        .map(line -> line.text("type").orElseThrow())
        .toList();
  }

  private Answer answer(String customer, String blueprint, String verdict) {
    var body = "{\"asker\":\"customer/globex\",\"verdict\":\"" + verdict + "\"}";
    var path = "/v1/blueprints/" + blueprint + "/authorizations";
    return home.tenant(customer, "POST", path, body, Map.of());
  }

  private Answer exec(String lease, String body) {
    return exec("acme", lease, body);
  }

  private Answer exec(String customer, String lease, String body) {
    return home.tenant(customer, "POST", "/v1/leases/" + lease + "/exec", body, Map.of());
  }

  private Answer put(String lease, String path, String content) {
    var encoded = Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
    return home.put("acme", files(lease, path), "{\"content\":\"" + encoded + "\"}");
  }

  private Answer get(String lease, String path) {
    return home.get("acme", files(lease, path));
  }

  private static String files(String lease, String path) {
    return "/v1/leases/" + lease + "/files?path=" + path;
  }

  private static String decoded(Answer answer, String field) {
    return new String(Base64.getDecoder().decode(answer.text(field)), UTF_8);
  }
}
