package dev.fairlead.local.process;

import static dev.fairlead.local.process.LauncherFixture.awaitDeath;
import static dev.fairlead.local.process.LauncherFixture.key;
import static dev.fairlead.local.process.LauncherFixture.script;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A launcher comes to a directory that another left at any moment. */
@Timeout(120)
class RecoveryTest {
  @TempDir Path root;
  private LauncherFixture fixture;
  private final ArrayList<Process> wrappers = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    fixture = new LauncherFixture(root);
    Files.createDirectories(root.resolve("attempts"));
  }

  @AfterEach
  void close() {
    fixture.close();
    wrappers.forEach(Process::destroyForcibly);
  }

  @Test
  void startsWhatWasOnlyWrittenDown() throws Exception {
    written(script("a", "echo start >> starts"));

    fixture.launcher();

    assertThat(fixture.reports.nextEnded("a").starts()).isEqualTo(1);
    assertThat(fixture.lines("starts")).hasSize(1);
  }

  @Test
  void startsWhatHadAClaimButNoGate() throws Exception {
    var directory = written(script("a", "echo start >> starts"));
    Files.writeString(directory.file("claim.4711"), "4711 a-boot:1\n");

    fixture.launcher();

    assertThat(fixture.reports.nextEnded("a").starts()).isEqualTo(1);
    assertThat(fixture.lines("starts")).hasSize(1);
  }

  @Test
  void startsOnceThoughOldWrappersStillLag() throws Exception {
    for (int round = 0; round < 10; round++) {
      var operation = "a" + round;
      var order = script(operation, "echo start >> starts-" + operation);
      written(order);
      wrapper(order);
      wrapper(order);

      fixture.launcher();

      assertThat(fixture.reports.nextEnded(operation).starts()).isEqualTo(1);
      assertThat(fixture.lines("starts-" + operation)).hasSize(1);
    }
  }

  @Test
  void adoptsWhatRuns() throws Exception {
    var go = fixture.pipe("go");
    var order = script("a", "echo start >> starts; cat " + go + "; exit 6");
    written(order);
    awaitGate(wrapper(order));

    fixture.launcher();

    assertThat(fixture.reports.nextStarted("a").start()).isEqualTo(1);
    Files.writeString(go, "go");
    var ended = fixture.reports.nextEnded("a");
    assertThat(((Ending.Failed) ended.ending()).diagnostic().code()).isEqualTo("exit:6");
    assertThat(ended.starts()).isEqualTo(1);
    assertThat(fixture.lines("starts")).hasSize(1);
  }

  @Test
  void killsAnAdoptedGroupOnRelease() throws Exception {
    var pids = fixture.pipe("pids");
    var order = script("a", "sleep 1000 & echo $! > " + pids + "; wait");
    var directory = written(order);
    var wrapper = wrapper(order);
    long pid = Long.parseLong(Files.readString(pids).strip());
    var launcher = fixture.launcher();
    fixture.reports.nextStarted("a");

    launcher.release(key("a"), 1);

    awaitDeath(pid);
    assertThat(wrapper.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.exit()).as("no end is reported").isEmpty();
  }

  @Test
  void reportsALossWithOneStartAndKillsWhatIsLeft() throws Exception {
    var pids = fixture.pipe("pids");
    var order = script("a", "sleep 1000 & echo $! > " + pids + "; wait");
    written(order);
    var wrapper = wrapper(order);
    long pid = Long.parseLong(Files.readString(pids).strip());
    wrapper.destroyForcibly().waitFor();

    fixture.launcher();

    var ended = fixture.reports.nextEnded("a");
    assertThat(ended.starts()).isEqualTo(1);
    assertThat(ended.ending()).isInstanceOf(Ending.Lost.class);
    // Only Linux lets us recognise members of a group whose leader is gone.
    if (Files.exists(Path.of("/proc/self/environ"))) {
      awaitDeath(pid);
    } else {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void reportsAnEndThatNobodyHeard() throws Exception {
    var order = script("a", "echo start >> starts; exit 7");
    written(order);
    wrapper(order).waitFor();

    fixture.launcher();
    var first = fixture.reports.nextEnded("a");
    fixture.launcher();

    assertThat(((Ending.Failed) first.ending()).diagnostic().code()).isEqualTo("exit:7");
    assertThat(first.starts()).isEqualTo(1);
    assertThat(fixture.reports.nextEnded("a")).isEqualTo(first);
    assertThat(fixture.lines("starts")).hasSize(1);
  }

  @Test
  void reportsALossWithoutAStartWhenTheGateWasClosed() throws Exception {
    var order = script("a", "echo start >> starts");
    assertThat(written(order).closeGate()).isEqualTo(new Gate.Closed());
    wrapper(order).waitFor();

    fixture.launcher();

    var ended = fixture.reports.nextEnded("a");
    assertThat(ended.starts()).isZero();
    assertThat(ended.startedAt()).isEmpty();
    assertThat(ended.ending()).isInstanceOf(Ending.Lost.class);
    assertThat(fixture.lines("starts")).isEmpty();
  }

  @Test
  void goesOnKillingWhatWasReleased() throws Exception {
    var pids = fixture.pipe("pids");
    var order = script("a", "sleep 1000 & echo $! > " + pids + "; wait");
    var directory = written(order);
    wrapper(order);
    long pid = Long.parseLong(Files.readString(pids).strip());
    directory.markReleased();

    var launcher = fixture.launcher();
    awaitDeath(pid);
    launcher.launch(script("b", "true"));

    var first = fixture.reports.next().report();
    assertThat(first).isInstanceOf(Report.Started.class);
    assertThat(((Report.Started) first).operation()).isEqualTo("b");
  }

  @Test
  void leavesAStrangerAloneThatHasThePidNow() throws Exception {
    var directory = written(script("a", "true"));
    var stranger = new ProcessBuilder("sleep", "1000").start();
    wrappers.add(stranger);
    Files.writeString(directory.file("gate"), stranger.pid() + " another-boot:17\n");

    var launcher = fixture.launcher();
    assertThat(fixture.reports.nextEnded("a").ending()).isInstanceOf(Ending.Lost.class);
    launcher.release(key("a"), 1);
    launcher.launch(script("b", "true"));
    fixture.reports.nextEnded("b");

    assertThat(directory.exists()).isFalse();
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void sweepsWhatWasHalfMade() throws Exception {
    var half = Files.createDirectory(root.resolve("attempts/.new-1"));
    Files.writeString(half.resolve("order.json"), "{");

    fixture.launcher();

    assertThat(half).doesNotExist();
  }

  @Test
  void adoptsWhatAKilledJvmStarted() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var go = fixture.pipe("go");
    var ready = fixture.pipe("ready");
    var jvm =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                LauncherToKill.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("jvm.log").toFile())
            .start();
    wrappers.add(jvm);
    Files.readString(ready);

    // SIGKILL: no shutdown hook, nothing flushed.
    jvm.destroyForcibly().waitFor();
    fixture.launcher();
    fixture.reports.nextStarted("a");
    Files.writeString(go, "go");

    var ended = fixture.reports.nextEnded("a");
    assertThat(ended.starts()).isEqualTo(1);
    assertThat(ended.ending()).isInstanceOf(Ending.Succeeded.class);
    assertThat(fixture.lines("starts")).hasSize(1);
  }

  private AttemptDirectory written(Order order) {
    var directory = fixture.directory(order.key(), order.attempt());
    directory.create(order);
    return directory;
  }

  private Process wrapper(Order order) throws IOException {
    var payload = (ShellPayload.Reading.Valid) ShellPayload.read(order.payload());
    var process =
        Wrapper.of(root)
            .start(order, payload.payload(), fixture.directory(order.key(), order.attempt()));
    wrappers.add(process);
    return process;
  }

  private static void awaitGate(Process wrapper) throws IOException {
    assertThat(wrapper.getInputStream().read()).isEqualTo(-1);
  }
}
