package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.process.ProcessAdapters;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations whose handlers run on leased hosts: here directories of this machine. */
class HostOperationsTest {
  /** Turns of the clock after which something that should happen has not. */
  private static final int MANY = 3_000;

  @TempDir private Path directory;

  private HomeStack home;

  @BeforeEach
  void start() {
    home = new HomeStack();
    blueprint(1);
  }

  @AfterEach
  void stop() {
    home.close();
  }

  @Test
  @Tag("D31")
  void leaseWorkAndRelease() {
    handler(
        "count",
        "cat \"$FAIRLEAD_PAYLOAD_FILE\"; echo \" for $FAIRLEAD_OPERATION_KEY $WHAT\";"
            + " echo '{\"words\":3}' >\"$FAIRLEAD_OUTPUT_FILE\"");
    var agenda = submitted("{\"operations\":[" + operation("a", "{\"text\":\"x\"}") + "]}");

    until(() -> isOver(agenda));

    assertThat(run(agenda).text("outcome")).contains("succeeded");
    assertThat(operation(agenda).field("result")).contains(json("{\"words\":3}"));
    assertThat(operation(agenda).whole("starts")).contains(1L);
    assertThat(log(agenda)).isEqualTo("{\"text\":\"x\"} for acme/" + agenda + "/a words\n");
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("DESTROYED")));
    assertThat(lease(agenda, 1).text("holder")).contains("operation/acme/" + agenda + "/a");
    assertThat(leaseDirectories()).isEmpty();
    assertThat(AttemptOrder.find(home.ports.items(), leaseId(agenda, 1))).isEmpty();
  }

  @Test
  @Tag("D31")
  void aFailureIsFinalAndTellsOfItself() {
    handler("count", "echo to output; echo to errors >&2; exit 3");
    var agenda = submitted("{\"operations\":[" + operation("a", "{}") + "]}");

    until(() -> isOver(agenda));

    assertThat(run(agenda).text("outcome")).contains("failed");
    var diagnostic = (Json.Obj) operation(agenda).field("diagnostic").orElseThrow();
    assertThat(diagnostic.text("code")).contains("exit:3");
    assertThat(diagnostic.text("message"))
        .contains("The command sh ended with exit code 3. It printed last: to errors");
    assertThat(log(agenda)).isEqualTo("to output\nto errors\n");
    assertThat(operation(agenda).whole("attempt")).contains(1L);
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("DESTROYED")));
  }

  @Test
  void waitForAHostAndSaySo() throws IOException {
    handler("count", "until [ -e " + directory + "/go ]; do sleep 0.02; done");
    var first = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    home.pass(Duration.ofSeconds(1), 3);
    var second = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    home.pass(Duration.ofSeconds(1), 3);

    assertThat(reason(first).text("code")).contains("EXECUTING");
    assertThat(reason(second).text("code")).contains("LEASE");
    assertThat(reason(second).text("sentence").orElse(""))
        .contains("A host was asked for at ")
        .containsAnyOf("limit", "room", "free", "waits");

    // Longer than a lease is kept without its holder: it is heard of all the while.
    home.pass(Duration.ofMinutes(1), 45);
    assertThat(reason(first).text("code")).contains("EXECUTING");
    assertThat(reason(second).text("code")).contains("LEASE");
    Files.createFile(directory.resolve("go"));
    until(() -> isOver(first) && isOver(second));
    assertThat(run(first).text("outcome")).contains("succeeded");
    assertThat(run(second).text("outcome")).contains("succeeded");
  }

  @Test
  void nobodyElseSeesOrTouchesWhatTheyHave() throws IOException {
    handler("count", "until [ -e " + directory + "/go ]; do sleep 0.02; done");
    var agenda = submitted("{\"operations\":[" + operation("a", "{\"key\":\"x\"}") + "]}");
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("ACTIVE")));
    var key = new OperationKey(new AgendaKey(new CustomerId("acme"), new AgendaId(agenda)), "a");
    var lease = "/v1/leases/" + LeaseId.ofAttempt(key, 1);
    var payload = lease + "/files?path=.attempt%2Fpayload.json";

    for (var answer :
        List.of(
            home.post("acme", lease + "/exec", "{\"command\":[\"true\"]}"),
            home.get("acme", payload),
            home.tenant("acme", "PUT", payload, "{\"content\":\"\"}", Map.of()))) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("code")).isEqualTo("LEASE_OF_OPERATION");
      assertThat(answer.text("detail")).contains("operation " + key + "'s");
    }

    Files.createFile(directory.resolve("go"));
    until(() -> isOver(agenda));
    assertThat(run(agenda).text("outcome")).contains("succeeded");
  }

  @Test
  void cancellingEndsAllOfTheProcessGroup() throws IOException {
    handler("count", "sleep 1000 & echo $! >" + directory + "/child; wait");
    var agenda = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    until(() -> Files.exists(directory.resolve("child")) && !child().isEmpty());
    assertThat(ProcessHandle.of(Long.parseLong(child()))).isPresent();

    home.post("acme", "/v1/agendas/" + agenda + "/cancel", "{}");
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("DESTROYED")));

    assertThat(run(agenda).text("outcome")).contains("cancelled");
    // Who is dead and not buried yet has no program.
    var child = ProcessHandle.of(Long.parseLong(child()));
    until(() -> child.flatMap(dead -> dead.info().command()).isEmpty());
    assertThat(leaseDirectories()).isEmpty();
  }

  @Test
  void endWhenTheyTakeTooLongOrAreSilent() {
    handler("count", "exec sleep 1000");
    var late =
        submitted(
            "{\"operations\":[{\"name\":\"a\",\"type\":\"count\",\"timeouts\":{\"running\":\"20s\"}}]}");
    until(() -> isOver(late));
    assertThat(operation(late).text("outcome")).contains("timedOut");
    until(() -> lease(late, 1).text("state").equals(Optional.of("DESTROYED")));

    assertThat(home.operator("PATCH", "/v1/handlers/count", "{\"silence\":\"30s\"}").status())
        .isEqualTo(200);
    home.pass(Duration.ofSeconds(11), 1);
    var silent = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    until(() -> isOver(silent));
    assertThat(operation(silent).text("outcome")).contains("timedOut");
    assertThat(JsonText.write(operation(silent))).contains("It printed nothing for 30 s.");
    until(() -> leaseDirectories().isEmpty());
  }

  @Test
  @Tag("D27")
  void aLeaseIsReleasedWhenItsExecutorIsNeverHeardOfAgain() {
    handler("count", "exec sleep 1000");
    var agenda = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    home.pass(Duration.ofSeconds(1), 3);
    assertThat(lease(agenda, 1).text("state")).contains("ACTIVE");

    // The allocator alone goes on.
    for (int i = 0; i < 40; i++) {
      home.passForAllocator(Duration.ofMinutes(1));
    }

    assertThat(lease(agenda, 1).text("state")).contains("DESTROYED");
    assertThat(leaseDirectories()).isEmpty();
  }

  @Test
  void startOnceWhateverCrashesBetweenTwoCalls() throws IOException {
    handler("count", "echo started >>" + directory + "/starts");
    int calls = crashed(new PortCalls());
    assertThat(calls).isGreaterThan(20);

    for (int call = 0; call < calls; call += 8) {
      crashed(new PortCalls().crashBefore(call));
      crashed(new PortCalls().crashAfter(call + 3));
    }
  }

  /** One agenda; at the crash everything is started anew. */
  private int crashed(PortCalls calls) throws IOException {
    Files.deleteIfExists(directory.resolve("starts"));
    var agenda = home.submit("acme", "{\"operations\":[" + operation("a", "{}") + "]}").text("id");
    home.restartedOver(calls.of(home.ports));
    boolean isOver = false;
    for (int turn = 0; turn < MANY && !isOver; turn++) {
      try {
        home.pass(Duration.ofSeconds(5), 1);
        isOver = isOver(agenda);
      } catch (Crash crash) {
        home.restartedOver(home.ports);
      }
    }
    home.restartedOver(home.ports);
    assertThat(run(agenda).text("outcome")).contains("succeeded");
    assertThat(directory.resolve("starts")).hasContent("started");
    until(() -> leaseDirectories().isEmpty());
    return calls.seen().size();
  }

  @Test
  void secretsAreInNoRowAndNoLog() {
    home.put("acme", "/v1/secrets/token", "{\"value\":\"open sesame, please\"}");
    handler(
        "count",
        "cat \"$FAIRLEAD_PAYLOAD_FILE\";"
            + " cp \"$FAIRLEAD_PAYLOAD_FILE\" \"$FAIRLEAD_OUTPUT_FILE\"");
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));
    var agenda =
        submitted("{\"operations\":[" + operation("a", "{\"key\":\"@<secret:token>\"}") + "]}");

    until(() -> isOver(agenda));

    assertThat(log(agenda)).isEqualTo("{\"key\":\"***\"}");
    assertThat(operation(agenda).field("result")).contains(json("{\"key\":\"***\"}"));
    assertThat(calls.seen()).noneMatch(call -> call.arguments().toString().contains("open sesame"));
  }

  @Test
  void areLostWithTheirDirectoryAndTheHostIsNot() throws IOException {
    handler(
        "count",
        "echo x >>"
            + directory
            + "/starts; until [ -e "
            + directory
            + "/go ]; do sleep 0.02; done");
    var agenda = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    until(() -> Files.exists(directory.resolve("starts")));

    for (Path gone : leaseDirectories()) {
      ProcessAdapters.in(soleResource()).files().delete("" + gone.getFileName());
    }
    until(() -> lease(agenda, 2).text("state").equals(Optional.of("ACTIVE")));
    Files.createFile(directory.resolve("go"));
    until(() -> isOver(agenda));

    assertThat(run(agenda).text("outcome")).contains("succeeded");
    assertThat(lease(agenda, 1).text("state")).contains("DESTROYED");
    assertThat(JsonText.write(run(agenda))).doesNotContain("timedOut");
    until(() -> leaseDirectories().isEmpty());
  }

  @Test
  void failWithTheReasonWhenTheHostCannotStartThem() throws IOException {
    handler("count", "true");
    assertThat(home.operator("PATCH", "/v1/handlers/count", "{\"startsWithin\":\"30s\"}").status())
        .isEqualTo(200);
    var first = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    until(() -> isOver(first) && leaseDirectories().isEmpty());
    var agenda = home.submit("acme", "{\"operations\":[" + operation("a", "{}") + "]}").text("id");

    // As on a disk that takes nothing: where its files should go, none can.
    var lease = soleResource().resolve(leaseId(agenda, 1).value());
    Files.createDirectories(lease);
    Files.createFile(lease.resolve(DetachedCommand.DIRECTORY));
    home.settle();
    until(() -> isOver(agenda));

    var diagnostic = (Json.Obj) operation(agenda).field("diagnostic").orElseThrow();
    assertThat(diagnostic.text("code")).contains("notStarted");
    assertThat(diagnostic.text("message").orElse(""))
        .contains("did not start within 30 s. ", "mkdir");
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("DESTROYED")));
    assertThat(leaseDirectories()).isEmpty();
  }

  @Test
  void endWhatOutlivesAKilledLeaderBeforeTheNextAttempt() throws IOException {
    handler(
        "count",
        "[ -e "
            + directory
            + "/go ] && exit 0; trap '' TERM; sleep 1000 & echo $! >"
            + directory
            + "/new; mv "
            + directory
            + "/new "
            + directory
            + "/child; wait");
    var agenda = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    until(() -> Files.exists(directory.resolve("child")));
    var gate = leaseDirectories().getFirst().resolve(DetachedCommand.DIRECTORY + "/gate");
    var leader = ProcessHandle.of(Long.parseLong(Files.readString(gate).split(" ", -1)[0]));

    Files.createFile(directory.resolve("go"));
    leader.orElseThrow().destroyForcibly();
    until(() -> isOver(agenda));

    assertThat(run(agenda).text("outcome")).contains("succeeded");
    assertThat(lease(agenda, 2).text("state")).isPresent();
    var child = ProcessHandle.of(Long.parseLong(child()));
    until(() -> child.flatMap(dead -> dead.info().command()).isEmpty());
  }

  @Test
  void aLookComesBeforeGivingUpOnAMissingSecret() {
    home.put("acme", "/v1/secrets/token", "{\"value\":\"open sesame, please\"}");
    handler("count", "true");
    var first = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    until(() -> isOver(first) && leaseDirectories().isEmpty());
    var agenda =
        home.submit(
                "acme",
                "{\"operations\":[" + operation("a", "{\"key\":\"@<secret:token>\"}") + "]}")
            .text("id");

    // It was started by somebody who died before that was written down; then the secret went.
    var lease = soleResource().resolve(leaseId(agenda, 1).value());
    try (var _ = startedIn(lease)) {
      home.delete("acme", "/v1/secrets/token");
      home.settle();
      until(() -> isOver(agenda));
    }

    assertThat(operation(agenda).field("result")).contains(json("{\"by\":\"who died\"}"));
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("DESTROYED")));
  }

  private static CommandInterface startedIn(Path lease) {
    try {
      Files.createDirectories(lease);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
    var commands = ProcessAdapters.in(lease).commands();
    new DetachedCommand(commands)
        .start(
            new DetachedCommand.Start(
                List.of("sh", "-c", "echo '{\"by\":\"who died\"}' >\"$FAIRLEAD_OUTPUT_FILE\""),
                Map.of(),
                "{}",
                Optional.empty()));
    return commands;
  }

  @Test
  void failWithTheReasonWhenTheirOrderCannotBeRead() throws IOException {
    handler("count", "until [ -e " + directory + "/go ]; do sleep 0.02; done");
    var first = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    home.pass(Duration.ofSeconds(1), 3);
    var agenda = submitted("{\"operations\":[" + operation("a", "{}") + "]}");
    home.pass(Duration.ofSeconds(1), 3);

    home.ports.items().write(AttemptOrder.delete(leaseId(agenda, 1)));
    Files.createFile(directory.resolve("go"));
    until(() -> isOver(first) && isOver(agenda));

    assertThat(operation(agenda).text("outcome")).contains("failed");
    assertThat(JsonText.write(operation(agenda))).contains("has no order beside it");
    until(() -> lease(agenda, 1).text("state").equals(Optional.of("DESTROYED")));
  }

  @Test
  void silenceIsNeverToldAsTheSignalThatEndsIt() {
    handler("count", "exec sleep 1000");
    assertThat(home.operator("PATCH", "/v1/handlers/count", "{\"silence\":\"30s\"}").status())
        .isEqualTo(200);
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));
    submitted("{\"operations\":[" + operation("a", "{}") + "]}");

    // Nobody hears of it, and it is told again.
    for (int minute = 0; minute < 15; minute++) {
      home.passForAllocator(Duration.ofMinutes(1));
    }

    var sent = calls.seen().stream().map(call -> call.arguments().toString()).toList();
    assertThat(sent).anyMatch(text -> text.contains("It printed nothing for 30 s."));
    assertThat(sent).noneMatch(text -> text.contains("exit:"));
    leaseDirectories().forEach(HostOperationsTest::kill);
  }

  /** What the system leaves running in a lease's directory, since nobody released it. */
  static void kill(Path lease) {
    try (var commands = ProcessAdapters.in(lease).commands()) {
      new DetachedCommand(commands).end(DetachedCommand.Signal.KILL);
    }
  }

  private void blueprint(int limit) {
    var fields = Json.object().put("directory", directory.resolve("desk").toString()).build();
    var made =
        home.operator(
            "POST",
            "/v1/blueprints",
            JsonText.write(
                Json.object()
                    .put("id", "desk")
                    .put("customerId", "acme")
                    .put("title", "Desk")
                    .put("type", "process")
                    .put("limit", limit)
                    .put("fields", fields)
                    .build()));
    assertThat(made.status()).isEqualTo(201);
  }

  private void handler(String type, String script) {
    var made =
        home.operator(
            "POST",
            "/v1/handlers",
            JsonText.write(
                Json.object()
                    .put("id", type)
                    .put("customerId", "acme")
                    .put("title", "On a desk")
                    .put("host", json("{\"blueprintIds\":[\"desk\"]}"))
                    .put("command", Json.texts(List.of("sh", "-c", script)))
                    .put("env", json("{\"WHAT\":\"words\"}"))
                    .build()));
    assertThat(made.status()).as(JsonText.write(made.json())).isEqualTo(201);
  }

  private static String operation(String name, String payload) {
    return "{\"name\":\"" + name + "\",\"type\":\"count\",\"payload\":" + payload + "}";
  }

  private String submitted(String document) {
    var answer = home.submit("acme", document);
    assertThat(answer.status()).as(JsonText.write(answer.json())).isEqualTo(201);
    home.settle();
    return answer.text("id");
  }

  private void until(BooleanSupplier condition) {
    for (int turn = 0; turn < MANY && !condition.getAsBoolean(); turn++) {
      home.pass(Duration.ofSeconds(1), 1);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private boolean isOver(String agenda) {
    return run(agenda).text("outcome").isPresent();
  }

  private Json.Obj run(String agenda) {
    return home.get("acme", "/v1/agendas/" + agenda).object();
  }

  private Json.Obj operation(String agenda) {
    return RunFigures.operations(run(agenda)).getFirst();
  }

  private Json.Obj reason(String agenda) {
    var why = home.get("acme", "/v1/agendas/" + agenda + "/why?operation=a");
    return (Json.Obj) why.items("operations").getFirst().field("reason").orElseThrow();
  }

  private String log(String agenda) {
    return home.get("acme", "/v1/agendas/" + agenda + "/logs").items("logs").stream()
        .map(log -> log.text("text").orElse(""))
        .reduce("", String::concat);
  }

  private Json.Obj lease(String agenda, int attempt) {
    return home.get("acme", "/v1/leases/" + leaseId(agenda, attempt)).object();
  }

  private static LeaseId leaseId(String agenda, int attempt) {
    var key = new OperationKey(new AgendaKey(new CustomerId("acme"), new AgendaId(agenda)), "a");
    return LeaseId.ofAttempt(key, attempt);
  }

  /** The directory of the one resource that there is. */
  private Path soleResource() {
    try (var all = Files.list(directory.resolve("desk"))) {
      return all.findFirst().orElseThrow();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private String child() {
    try {
      return Files.readString(directory.resolve("child")).strip();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  /** What is in the directories of resources. */
  private List<Path> leaseDirectories() {
    var desk = directory.resolve("desk");
    if (!Files.exists(desk)) {
      return List.of();
    }
    try (var all = Files.walk(desk, 2)) {
      return all.filter(path -> desk.relativize(path).getNameCount() == 2).toList();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static Json json(String text) {
    return JsonText.parse(text.getBytes(UTF_8));
  }
}
