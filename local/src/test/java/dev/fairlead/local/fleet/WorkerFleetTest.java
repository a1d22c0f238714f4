package dev.fairlead.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WorkerFleetTest {
  @TempDir Path root;
  private WorkerFleet fleet;
  private Path pids;

  @BeforeEach
  void open() throws Exception {
    pids = root.resolve("pids");
    assertThat(new ProcessBuilder("mkfifo", pids.toString()).start().waitFor()).isZero();
    fleet = fleet();
    fleet.recover();
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void startsOneWorkerThoughWokenOften() throws Exception {
    fleet.wake();
    fleet.wake();
    var first = nextWorker();
    fleet.wake();

    fleet.close();

    assertThat(first.parent()).isEqualTo(ProcessHandle.current().pid());
    awaitDeath(first.pid());
    assertThat(Files.readString(root.resolve("worker.log"))).isEqualTo("started\n");
  }

  @Test
  void startsAnotherWhenTheWorkerDies() throws Exception {
    fleet.wake();
    var first = nextWorker();

    ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

    assertThat(nextWorker().pid()).isNotEqualTo(first.pid());
  }

  @Test
  void endsTheWorkerOfAFleetThatWasKilled() throws Exception {
    var left = new ProcessBuilder("sleep", "1000").start();
    var birth = ProcessTable.birth(left.pid()).orElseThrow();
    Files.writeString(root.resolve("worker.pid"), left.pid() + " " + birth + "\n");

    fleet.recover();

    assertThat(left.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(root.resolve("worker.pid")).doesNotExist();
  }

  @Test
  void leavesAStrangerAloneThatHasThePidNow() throws Exception {
    var stranger = new ProcessBuilder("sleep", "1000").start();
    try {
      Files.writeString(root.resolve("worker.pid"), stranger.pid() + " another-boot:17\n");

      fleet.recover();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  private record Started(long pid, long parent) {}

  /** Waits until a worker has said who it is. */
  private Started nextWorker() throws IOException {
    var words = Files.readString(pids).strip().split(" ", -1);
    return new Started(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  private static void awaitDeath(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private WorkerFleet fleet() {
    var script = "echo started; echo $$ $FAIRLEAD_PARENT_PID > \"$PIDS\"; exec sleep 1000";
    return new WorkerFleet(
        new FleetSettings(root, List.of("sh", "-c", script), Duration.ofMillis(1)),
        Map.of("PIDS", pids.toString()),
        InstantSource.system());
  }
}
