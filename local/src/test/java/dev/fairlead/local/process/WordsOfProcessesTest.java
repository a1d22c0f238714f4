package dev.fairlead.local.process;

import static dev.fairlead.local.process.LauncherFixture.key;
import static dev.fairlead.local.process.LauncherFixture.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.core.secret.SecretValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WordsOfProcessesTest {
  @TempDir private Path root;
  private LauncherFixture fixture = new LauncherFixture(Path.of(""));

  @BeforeEach
  void open() {
    fixture = new LauncherFixture(root);
    fixture.tellInterval = Duration.ofMillis(20);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @Tag("F082")
  @Tag("H3")
  void tellsWhatItSaysAndPrintsWhileItRuns() throws Exception {
    var go = fixture.pipe("go");
    fixture
        .launcher()
        .launch(
            script(
                "a",
                """
                echo one
                echo '{"message": "copying", "percent": 40, "progress": {"job": 7}}' \
                  >> "$FAIRLEAD_PROGRESS_FILE"
                cat go > /dev/null
                echo two
                echo '{"percent": 90}' >> "$FAIRLEAD_PROGRESS_FILE"
                """));

    var beat = nextWith(sent -> sent.progress().percent().isPresent());

    assertThat(beat.report()).isInstanceOf(Report.Beat.class);
    assertThat(beat.progress()).isEqualTo(saying("copying", 40));
    assertThat(beat.logTail()).contains("one\n");

    Files.writeString(go, "go\n");
    var end = nextWith(sent -> sent.report() instanceof Report.Ended);

    assertThat(end.progress()).isEqualTo(saying("copying", 90));
    assertThat(end.logTail()).contains("one\ntwo\n");
  }

  @Test
  void saysNothingAgainThatIsNoNews() throws Exception {
    var go = fixture.pipe("go");
    fixture.launcher().launch(script("a", "echo one; cat go > /dev/null; sleep 0.3; echo two"));
    var first = nextWith(sent -> sent.report() instanceof Report.Beat);
    assertThat(first.logTail()).contains("one\n");
    Files.writeString(go, "go\n");

    var next = fixture.reports.next();

    assertThat(next.logTail()).contains("one\ntwo\n");
  }

  @Test
  void tellsItAgainWhenItDidNotGetThrough() {
    fixture.reports.failNext(3);
    fixture.launcher().launch(script("a", "echo one; sleep 100"));

    assertThat(nextWith(sent -> sent.report() instanceof Report.Beat).logTail()).contains("one\n");
  }

  @Test
  void goesOnTellingUnderTheNextLauncher() throws Exception {
    var ready = fixture.pipe("ready");
    var tellsNot = new LauncherFixture(root);
    try (tellsNot) {
      tellsNot
          .launcher()
          .launch(
              script(
                  "a",
                  """
                  echo '{"percent": 5}' >> "$FAIRLEAD_PROGRESS_FILE"
                  echo ready > ready
                  sleep 100
                  """));
      Files.readString(ready);

      fixture.launcher();

      var beat = nextWith(sent -> sent.progress().percent().isPresent());
      assertThat(beat.progress().percent()).contains(5);
    }
  }

  @Test
  void saysNoSecret() throws Exception {
    var name = new SecretName("api-key");
    fixture.secrets.put("acme", name, new SecretValue("correct/horse"));
    var go = fixture.pipe("go");
    fixture
        .launcher()
        .launch(
            new Order(
                key("a"),
                1,
                "shell",
                new CorrelationId("call"),
                Json.object()
                    .put(
                        "script",
                        """
                        echo "key $KEY"
                        printf '{"message": "key %s", "progress": {"%s": "%s"}}\\n' \
                          "$KEY" "$KEY" "$KEY" >> "$FAIRLEAD_PROGRESS_FILE"
                        cat go
                        """)
                    .put("env", Json.object().put("KEY", "").build())
                    .build(),
                List.of(new SecretUse(JsonPointer.WHOLE.child("env").child("KEY"), 0, name)),
                Optional.empty()));

    var beat = nextWith(sent -> sent.progress().message().isPresent());
    Files.writeString(go, "go\n");
    var end = nextWith(sent -> sent.report() instanceof Report.Ended);

    assertThat(beat.logTail()).contains("key ***\n");
    assertThat(beat.progress()).isEqualTo(end.progress());
    assertThat(end.progress())
        .isEqualTo(
            new OperationProgress(
                Optional.of("key ***"),
                Optional.empty(),
                Optional.of(Json.object().put("***", "***").build())));
  }

  @Test
  @Tag("F090")
  void givesTheCommandWhatTheAttemptBeforeItSaid() {
    var last = new OperationProgress.OfAttempt(1, saying("copying", 40));
    var payload =
        Json.object()
            .put("script", "cat \"$FAIRLEAD_LAST_PROGRESS_FILE\"")
            .put("result", "stdout")
            .build();

    var launcher = fixture.launcher();
    launcher.launch(
        new Order(
            key("a"),
            2,
            "shell",
            new CorrelationId("call"),
            payload,
            List.of(),
            Optional.of(last)));
    var ended = fixture.reports.nextEnded("a");

    assertThat(ended.ending())
        .isEqualTo(
            new Ending.Succeeded(
                Json.object()
                    .put("attempt", 1)
                    .put("message", "copying")
                    .put("percent", 40)
                    .put("progress", Json.object().put("job", 7).build())
                    .build()));
    assertThat(fixture.directory(key("a"), 2).order().lastProgress()).contains(last);

    launcher.launch(script("first", "test -z \"$FAIRLEAD_LAST_PROGRESS_FILE\""));
    assertThat(fixture.reports.nextEnded("first").ending()).isInstanceOf(Ending.Succeeded.class);
  }

  private Reports.Sent nextWith(Predicate<Reports.Sent> wanted) {
    while (true) {
      var sent = fixture.reports.next();
      if (wanted.test(sent)) {
        return sent;
      }
    }
  }

  private static OperationProgress saying(String message, int percent) {
    return new OperationProgress(
        Optional.of(message),
        Optional.of(percent),
        Optional.of(Json.object().put("job", 7).build()));
  }
}
