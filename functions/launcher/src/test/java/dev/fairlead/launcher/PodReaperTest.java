package dev.fairlead.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.RunRow;
import dev.fairlead.testkit.pods.ChangedPod;
import dev.fairlead.wire.PodMessage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pods that nobody needs go; others stay, whatever becomes of messages. */
class PodReaperTest {
  private final World world = new World();
  private final PodReaper reaper = new PodReaper(world.cluster, world.ports, world.clock);
  private final AgendaRows rows = new AgendaRows(world.ports.items(), world.ports.blobs());

  @BeforeEach
  void launch() {
    world.register(Json.EMPTY);
    world.order(world.launch());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void accept() {
    var header =
        new AgendaHeader(
            World.AGENDA,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "default",
            world.clock.instant(),
            new CorrelationId("call"),
            "0",
            Optional.of("{}"),
            1);
    world.ports.items().transact(rows.accept(header));
  }

  private boolean isThere() {
    return world.cluster.find(World.pod(1)).isPresent();
  }

  @Test
  void deletesThePodOfAnAgendaThatIsNotThereOnceThatIsSure() {
    world.clock.advance(PodReaper.GRACE.minusSeconds(1));
    reaper.sweep();
    assertThat(isThere()).isTrue();

    world.clock.advance(Duration.ofSeconds(1));
    reaper.sweep();
    assertThat(isThere()).isFalse();
  }

  @Test
  void aNamespaceThatMayNotBeListedKeepsNoOtherFromIt() {
    world.cluster.hide("jobs-acme", true);
    world.clock.advance(PodReaper.GRACE);

    assertThatThrownBy(reaper::sweep).hasMessageStartingWith("pods-unseen: jobs-acme");

    assertThat(isThere()).isFalse();
  }

  @Test
  void deletesThePodOfAnAgendaThatIsOverThoughItRuns() {
    accept();
    world.cluster.run(World.pod(1));
    world.clock.advance(PodReaper.GRACE);
    reaper.sweep();
    assertThat(isThere()).isTrue();

    RunRow row = rows.run(World.AGENDA).orElseThrow();
    world
        .ports
        .items()
        .write(rows.move(row, row.completed(AgendaOutcome.CANCELLED, world.clock.instant())));
    reaper.sweep();
    assertThat(isThere()).isFalse();
  }

  @Test
  @Tag("F100")
  void keepsWhatIsOverUntilItsExecutorHadItsChance() {
    accept();
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.clock.advance(PodReaper.KEPT.minusSeconds(1));
    reaper.sweep();
    assertThat(isThere()).isTrue();

    world.clock.advance(Duration.ofSeconds(1));
    reaper.sweep();
    assertThat(isThere()).isFalse();
  }

  @Test
  @Tag("F100")
  void leavesWhatIsBeingDeletedToKubernetes() {
    world.cluster.change(
        World.pod(1), pod -> new ChangedPod(pod).deletedAt(world.clock.instant()).build());
    world.clock.advance(PodReaper.GRACE);

    reaper.sweep();

    assertThat(isThere()).isTrue();
  }

  private void launchKept(String time) {
    world.register("keeper", Json.object().put("keep", time).build());
    var usual = world.launch();
    world.order(
        new PodMessage.Launch(
            usual.key(),
            2,
            "keeper",
            usual.correlationId(),
            usual.since(),
            false,
            usual.payload(),
            usual.secrets(),
            usual.lastProgress(),
            usual.requests(),
            usual.memoryPercent(),
            usual.longest(),
            Optional.empty()));
  }

  private boolean isKeptThere() {
    return world.cluster.find(World.pod(2)).isPresent();
  }

  @Test
  @Tag("F087")
  void keepsAPodThatEndedForAsLongAsItsHandlerSays() {
    launchKept("10m");
    world.cluster.end(World.pod(2), 1, "Error", "");
    world.told();
    world.order(new PodMessage.Release(World.KEY, 2, "keeper"));

    world.monitor.sweep();
    assertThat(world.told()).isEmpty();
    world.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    reaper.sweep();
    assertThat(isKeptThere()).isTrue();
    world.clock.advance(Duration.ofSeconds(1));
    reaper.sweep();
    assertThat(isKeptThere()).isFalse();
  }

  @Test
  @Tag("F087")
  void keepsNoPodThatStillRunsAndNoneWhoseHandlerSaysNothing() {
    launchKept("10m");
    world.cluster.run(World.pod(2));
    world.order(new PodMessage.Release(World.KEY, 2, "keeper"));
    assertThat(isKeptThere()).isFalse();

    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.order(new PodMessage.Release(World.KEY, 1, World.TYPE));
    assertThat(isThere()).isFalse();
  }

  /** A minute is over before anybody may have read of the end. */
  @Test
  void isNotShortOnAnExecutorThatHasNotReadOfTheEnd() {
    accept();
    launchKept("1m");
    world.cluster.end(World.pod(2), 0, "Completed", "");
    world.clock.advance(PodReaper.KEPT.minusSeconds(1));
    reaper.sweep();
    assertThat(isKeptThere()).isTrue();

    world.clock.advance(Duration.ofSeconds(1));
    reaper.sweep();
    assertThat(isKeptThere()).isFalse();
  }
}
