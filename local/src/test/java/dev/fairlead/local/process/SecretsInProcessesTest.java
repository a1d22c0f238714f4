package dev.fairlead.local.process;

import static dev.fairlead.local.process.LauncherFixture.key;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.core.secret.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SecretsInProcessesTest {
  private static final SecretName NAME = new SecretName("api-key");
  private static final String VALUE = "correct/horse+battery";

  @TempDir private Path root;
  private LauncherFixture fixture = new LauncherFixture(Path.of(""));

  @BeforeEach
  void open() {
    fixture = new LauncherFixture(root);
    fixture.secrets.put("acme", NAME, new SecretValue(VALUE));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void reachesTheCommandByEachOfItsWays() {
    fixture
        .launcher()
        .launch(
            order(
                """
                test "$KEY" = "Bearer correct/horse+battery"
                grep -q 'Bearer correct/horse+battery' "$FAIRLEAD_PAYLOAD_FILE"
                printf %s "$FAIRLEAD_PAYLOAD" | cmp - "$FAIRLEAD_PAYLOAD_FILE"
                """));

    assertThat(fixture.reports.nextEnded("a").ending()).isInstanceOf(Ending.Succeeded.class);
  }

  @Test
  void isMaskedInWhatTheCommandSays() {
    fixture
        .launcher()
        .launch(
            order(
                """
                echo "out $KEY"
                echo "err $KEY" >&2
                printf %s "$KEY" | base64
                env | grep KEY
                printf '{"%s": ["%s"]}' "$KEY" "$KEY" > "$FAIRLEAD_OUTPUT_FILE"
                """));

    fixture.reports.nextStarted("a");
    var sent = fixture.reports.next();

    assertThat(((Report.Ended) sent.report()).ending())
        .isEqualTo(
            new Ending.Succeeded(
                Json.object().put("Bearer ***", Json.texts(List.of("Bearer ***"))).build()));
    assertThat(sent.logTail().orElseThrow())
        .startsWith("out Bearer ***\nerr Bearer ***\n")
        .contains("KEY=Bearer ***")
        .doesNotContain(VALUE, "Y29ycmVjdC9ob3JzZStiYXR0ZXJ5");
  }

  @Test
  void isMaskedInWhatIsWrongWithAResult() {
    fixture.launcher().launch(order("printf '%s {' \"$KEY\" > \"$FAIRLEAD_OUTPUT_FILE\""));

    assertThat(fixture.reports.nextEnded("a").ending().toString()).doesNotContain(VALUE);
  }

  @Test
  void isMaskedAsItWasWhenTheAttemptStarted() throws Exception {
    var ready = fixture.pipe("ready");
    var go = fixture.pipe("go");
    var launcher = fixture.launcher();
    launcher.launch(order("echo ready > ready; cat go; echo \"$KEY\""));
    Files.readString(ready);
    fixture.secrets.put("acme", NAME, new SecretValue("battery staple"));

    // Another launcher takes it up, which never saw the old value.
    var next = fixture.launcher();
    Files.writeString(go, "go on\n");
    var log = logOfEnd();
    next.close();

    assertThat(log).isEqualTo("go on\nBearer ***\n");
  }

  @Test
  void fillsWhatIsWrittenDownOnlyForTheTimeOfTheAttemptAndForItsOwner() throws Exception {
    var launcher = fixture.launcher(1, Wrapper.of(root));
    var first = fixture.pipe("first");
    var ready = fixture.pipe("ready");
    var go = fixture.pipe("go");
    launcher.launch(LauncherFixture.script("blocker", "cat first"));
    launcher.launch(order("echo ready > ready; cat go"));

    assertThat(whereTheValueIs()).isEmpty();
    Files.writeString(first, "go\n");
    Files.readString(ready);

    assertThat(whereTheValueIs())
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));

    Files.writeString(go, "go\n");
    fixture.reports.nextEnded("a");
    launcher.release(key("a"), 1);
    launcher.release(key("blocker"), 1);
    launcher.close();
    assertThat(whereTheValueIs()).isEmpty();
  }

  @Test
  void failsTheAttemptWhenThereIsNone() {
    fixture.secrets.delete("acme", NAME);
    fixture.launcher().launch(order("true"));

    var ended = fixture.reports.nextEnded("a");

    assertThat(ended.ending())
        .isEqualTo(new Ending.Failed(new Diagnostic("secret", "There is no secret api-key.")));
    assertThat(ended.starts()).isZero();
  }

  @Test
  void losesTheAttemptWhenItCantBeReadNow() {
    fixture.secrets.failures.set(1);
    fixture.launcher().launch(order("true"));

    assertThat(fixture.reports.nextEnded("a").ending()).isInstanceOf(Ending.Lost.class);
  }

  private String logOfEnd() {
    while (true) {
      var sent = fixture.reports.next();
      if (sent.report() instanceof Report.Ended) {
        return sent.logTail().orElseThrow();
      }
    }
  }

  private List<Path> whereTheValueIs() throws IOException {
    try (Stream<Path> files = Files.walk(fixture.settings(1).directory())) {
      return files.filter(Files::isRegularFile).filter(SecretsInProcessesTest::holdsIt).toList();
    }
  }

  private static boolean holdsIt(Path file) {
    try {
      return Files.readString(file, ISO_8859_1).contains(VALUE);
    } catch (NoSuchFileException gone) {
      // It was put in place under its own name, or taken away, while we looked.
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Order order(String script) {
    return new Order(
        key("a"),
        1,
        "shell",
        new CorrelationId("call"),
        Json.object()
            .put("script", script)
            .put("env", Json.object().put("KEY", "Bearer ").build())
            .build(),
        List.of(
            new SecretUse(JsonPointer.WHOLE.child("env").child("KEY"), "Bearer ".length(), NAME)),
        Optional.empty());
  }
}
