package dev.fairlead.local.process;

import static dev.fairlead.local.process.LauncherFixture.awaitDeath;
import static dev.fairlead.local.process.LauncherFixture.command;
import static dev.fairlead.local.process.LauncherFixture.key;
import static dev.fairlead.local.process.LauncherFixture.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ProcessLauncherTest {
  @TempDir Path root;
  private LauncherFixture fixture;

  @BeforeEach
  void open() {
    fixture = new LauncherFixture(root);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void reportsStartAndEndWithTheResultFileAndTheLog() {
    var launcher = fixture.launcher();

    launcher.launch(
        script(
            "probe",
            """
            echo "$FAIRLEAD_OPERATION_KEY $FAIRLEAD_ATTEMPT $FAIRLEAD_CORRELATION_ID"
            echo complaint >&2
            printf %s "$FAIRLEAD_PAYLOAD" | cmp - "$FAIRLEAD_PAYLOAD_FILE"
            echo '{"width": 640}' > "$FAIRLEAD_OUTPUT_FILE"
            """));

    var started = fixture.reports.nextStarted("probe");
    assertThat(started.start()).isEqualTo(1);
    var sent = fixture.reports.next();
    var ended = (Report.Ended) sent.report();
    assertThat(ended.ending())
        .isEqualTo(new Ending.Succeeded(Json.object().put("width", 640).build()));
    assertThat(ended.starts()).isEqualTo(1);
    assertThat(ended.startedAt()).contains(started.at());
    assertThat(ended.at()).isAfterOrEqualTo(started.at());
    assertThat(sent.logTail().orElseThrow()).startsWith(key("probe") + " 1 call\ncomplaint\n");
  }

  @Test
  void takesStdoutForTheResultWhenAsked() {
    var payload =
        Json.object()
            .put("command", Json.texts(List.of("printf", "%s", "[1,\"$HOME\"]")))
            .put("result", "stdout");

    fixture
        .launcher()
        .launch(new Order(key("a"), 1, "shell", new CorrelationId("call"), payload.build()));

    assertThat(fixture.reports.nextEnded("a").ending())
        .isEqualTo(new Ending.Succeeded(Json.array(List.of(Json.of(1), Json.of("$HOME")))));
  }

  @Test
  void succeedsWithTheExitCodeWhenThereIsNoResult() {
    fixture.launcher().launch(command("a", "true"));

    assertThat(fixture.reports.nextEnded("a").ending())
        .isEqualTo(new Ending.Succeeded(Json.object().put("exitCode", 0).build()));
  }

  @Test
  void givesTheCommandItsOwnEnvironmentAndDirectoryUntouched() throws Exception {
    Files.createDirectory(root.resolve("here"));
    var payload =
        Json.object()
            .put("script", "printf '[\"%s\",\"%s\",\"%s\"]' \"$A\" \"$PATH\" \"${PWD##*/}\"")
            .put("env", Json.object().put("A", "x y").put("PATH", "/odd:/usr/bin:/bin").build())
            .put("workingDirectory", "here")
            .put("result", "stdout");

    fixture
        .launcher()
        .launch(new Order(key("a"), 1, "shell", new CorrelationId("call"), payload.build()));

    assertThat(fixture.reports.nextEnded("a").ending())
        .isEqualTo(new Ending.Succeeded(Json.texts(List.of("x y", "/odd:/usr/bin:/bin", "here"))));
  }

  @Test
  void failsWithTheExitCode() {
    fixture.launcher().launch(command("a", "sh", "-c", "exit 3"));

    assertThat(fixture.reports.nextEnded("a").ending())
        .isEqualTo(
            new Ending.Failed(new Diagnostic("exit:3", "The command ended with exit code 3.")));
  }

  @Test
  void failsWhenThereIsNoSuchProgramOrDirectory() {
    var nowhere =
        Json.object()
            .put("command", Json.texts(List.of("true")))
            .put("workingDirectory", "/no/such/place");
    var launcher = fixture.launcher();

    launcher.launch(command("program", "no-such-program"));
    assertThat(failure("program")).isEqualTo("exit:127");
    launcher.launch(
        new Order(key("directory"), 1, "shell", new CorrelationId("call"), nowhere.build()));
    assertThat(failure("directory")).isEqualTo("exit:126");
  }

  @Test
  void failsWhenTheResultIsNotJson() {
    fixture.launcher().launch(script("a", "echo '{' > $FAIRLEAD_OUTPUT_FILE"));

    assertThat(failure("a")).isEqualTo("result");
  }

  static Stream<Json> malformedPayloads() {
    var command = Json.texts(List.of("true"));
    return Stream.of(
        Json.NULL,
        Json.EMPTY,
        Json.object().put("command", "true").build(),
        Json.object().put("command", Json.texts(List.of())).build(),
        Json.object().put("command", Json.texts(List.of("-x"))).build(),
        Json.object().put("command", Json.array(List.of(Json.of(1)))).build(),
        Json.object().put("command", command).put("script", "true").build(),
        Json.object().put("command", command).put("comand", "true").build(),
        Json.object().put("command", command).put("result", "stderr").build(),
        Json.object().put("command", command).put("env", "A=b").build(),
        Json.object().put("script", "a\0b").build(),
        Json.object()
            .put("command", command)
            .put("env", Json.object().put("FAIRLEAD_ATTEMPT", "7").build())
            .build());
  }

  @ParameterizedTest
  @MethodSource("malformedPayloads")
  void failsWithoutAStartWhenThePayloadIsMalformed(Json payload) {
    fixture.launcher().launch(new Order(key("a"), 1, "shell", new CorrelationId("call"), payload));

    var ended = fixture.reports.nextEnded("a");
    assertThat(ended.starts()).isZero();
    assertThat(((Ending.Failed) ended.ending()).diagnostic().code()).isEqualTo("payload");
  }

  @Test
  void startsOnceWhenLaunchedTwiceAndTellsAgain() throws Exception {
    var launcher = fixture.launcher();
    var order = script("a", "echo start >> starts");

    launcher.launch(order);
    launcher.launch(order);
    var first = fixture.reports.nextEnded("a");
    launcher.launch(order);

    assertThat(fixture.reports.nextEnded("a")).isEqualTo(first);
    assertThat(fixture.lines("starts")).hasSize(1);
  }

  @Test
  @Tag("F086")
  void tellsTheEndAgainUntilReleased() throws Exception {
    var launcher = fixture.launcher();

    launcher.launch(script("a", "exit 4"));

    var first = fixture.reports.nextEnded("a");
    assertThat(fixture.reports.nextEnded("a")).isEqualTo(first);
    assertThat(fixture.reports.nextEnded("a")).isEqualTo(first);
  }

  @Test
  @Tag("F086")
  void keepsReportsThatCouldNotBeSent() {
    fixture.reports.failNext(3);

    fixture.launcher().launch(command("a", "true"));

    assertThat(fixture.reports.next().report()).isInstanceOf(Report.Started.class);
    assertThat(fixture.reports.next().report()).isInstanceOf(Report.Ended.class);
  }

  @Test
  void killsTheWholeGroupOnRelease() throws Exception {
    var launcher = fixture.launcher();
    var pids = fixture.pipe("pids");
    launcher.launch(
        script("a", "sh -c 'sleep 1000 & echo $$ $! > " + pids + "; wait'; sleep 1000"));
    var family = Files.readString(pids).strip().split(" ", -1);

    launcher.release(key("a"), 1);

    for (var pid : family) {
      awaitDeath(Long.parseLong(pid));
    }
  }

  @Test
  void killsWhatIgnoresTheFirstSignal() throws Exception {
    var launcher = fixture.launcher();
    var pids = fixture.pipe("pids");
    launcher.launch(script("a", "trap '' TERM; echo $$ > " + pids + "; while :; do sleep 1; done"));
    long pid = Long.parseLong(Files.readString(pids).strip());

    launcher.release(key("a"), 1);

    awaitDeath(pid);
  }

  @Test
  void endsWhatTheCommandLeftRunning() throws Exception {
    var launcher = fixture.launcher();
    launcher.launch(script("a", "nohup sleep 1000 & echo $! > pid"));

    fixture.reports.nextEnded("a");

    awaitDeath(Long.parseLong(fixture.lines("pid").getFirst()));
  }

  @Test
  void ignoresALateOrderForAReleasedAttempt() throws Exception {
    var launcher = fixture.launcher();
    var order = script("a", "echo start >> starts");
    launcher.launch(order);
    fixture.reports.nextEnded("a");
    launcher.release(key("a"), 1);

    launcher.launch(order);
    launcher.launch(command("b", "true"));
    fixture.reports.nextEnded("b");

    assertThat(fixture.lines("starts")).hasSize(1);
    assertThat(fixture.directory(key("a"), 1).exists()).isFalse();
  }

  @Test
  @Tag("F042")
  void runsNoMoreThanAllowedAtATimeAndInOrder() throws Exception {
    var launcher = fixture.launcher(1, Wrapper.of(root));
    var gate = fixture.pipe("go");

    launcher.launch(script("a", "echo a >> order; cat " + gate));
    launcher.launch(script("b", "echo b >> order"));
    launcher.launch(script("c", "echo c >> order"));
    fixture.reports.nextStarted("a");
    launcher.launch(script("a", "not looked at"));
    fixture.reports.nextStarted("a");
    assertThat(fixture.directory(key("b"), 1).gate()).isEmpty();
    Files.writeString(gate, "go");
    fixture.reports.nextEnded("c");

    assertThat(fixture.lines("order")).containsExactly("a", "b", "c");
  }

  @Test
  void killsWhatRunsOnClose() throws Exception {
    var launcher = fixture.launcher();
    var pids = fixture.pipe("pids");
    launcher.launch(script("a", "echo $$ > " + pids + "; sleep 1000"));
    long pid = Long.parseLong(Files.readString(pids).strip());

    launcher.close();

    awaitDeath(pid);
  }

  @Test
  void runsByJobControlWhereThereIsNoSetsid() throws Exception {
    // The other branch of session.sh, as bash (the sh of macOS) takes it.
    var text = Wrapper.of(root).session().getLast();
    var withoutSetsid = "command() { return 1; }\n" + text;
    var wrapper = new Wrapper(root, List.of("bash", "--posix", "-c", withoutSetsid));
    var launcher = fixture.launcher(8, wrapper);
    var pids = fixture.pipe("pids");

    launcher.launch(script("short", "exit 5"));
    assertThat(failure("short")).isEqualTo("exit:5");
    launcher.launch(script("long", "sleep 1000 & echo $! > " + pids + "; wait"));
    long pid = Long.parseLong(Files.readString(pids).strip());
    assertThat(fixture.reports.nextStarted("long").start()).isEqualTo(1);
    launcher.release(key("long"), 1);

    awaitDeath(pid);
  }

  private String failure(String operation) {
    return ((Ending.Failed) fixture.reports.nextEnded(operation).ending()).diagnostic().code();
  }
}
