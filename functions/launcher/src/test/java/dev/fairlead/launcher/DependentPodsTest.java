package dev.fairlead.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.testkit.pods.ChangedPod;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ReportMessage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods beside pods: what is asked, made, and answered. */
class DependentPodsTest {
  private static final String PROBE = "{\"type\":\"probe\"}";

  private final World world = new World();

  @BeforeEach
  void launch() {
    world.register(Json.EMPTY);
    world.order(world.launch());
    world.cluster.run(World.pod(1));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void asks(Map<String, String> asked) {
    world.cluster.change(World.pod(1), pod -> new ChangedPod(pod).asked(asked).build());
  }

  private static PodMessage.Answer answer(String name, String state) {
    return new PodMessage.Answer(
        World.KEY,
        1,
        World.TYPE,
        new TreeMap<>(Map.of(name, Json.object().put("state", state).build())));
  }

  @Test
  void tellsWhatAPodAsksForOnceAndAgainWithWhatIsNew() {
    asks(Map.of("a", PROBE));

    world.monitor.sweep();
    world.monitor.sweep();
    assertThat(world.told())
        .extracting(ReportMessage::report)
        .satisfiesExactly(
            started -> assertThat(started).isInstanceOf(Report.Started.class),
            asked ->
                assertThat(asked)
                    .isEqualTo(
                        new Report.Asked(
                            "encode",
                            1,
                            Json.object()
                                .put("a", Json.object().put("type", "probe").build())
                                .build(),
                            world.clock.instant())));

    asks(Map.of("a", PROBE, "b", "no JSON"));
    world.monitor.sweep();
    Report.Asked more = (Report.Asked) world.told().getLast().report();
    assertThat(more.asked().fields()).containsKey("a").containsEntry("b", Json.NULL);
  }

  @Test
  void makesItOwnedByThePodThatAsks() {
    PodFacts parent = world.cluster.find(World.pod(1)).orElseThrow();

    world.order(world.beside("a", 1), world.beside("a", 1));

    assertThat(world.cluster.created()).hasSize(2);
    PodOrder made = world.cluster.created().getLast();
    assertThat(made.owner()).contains(new PodOrder.Owner(parent.pod().name(), parent.uid()));
    assertThat(made.pod().namespace()).isEqualTo(parent.pod().namespace());
  }

  @Test
  void makesNoneBesideAPodThatIsOver() {
    world.cluster.end(World.pod(1), 0, "Completed", "");

    world.order(world.beside("a", 1));

    assertThat(world.cluster.created()).hasSize(1);
    assertThat(world.end().ending()).isInstanceOf(Ending.Lost.class);
  }

  @Test
  void answersOnceWhatIsStillAsked() {
    asks(Map.of("a", PROBE));

    world.order(answer("a", "succeeded"), answer("a", "failed"), answer("b", "failed"));

    assertThat(world.cluster.answers(World.pod(1)))
        .containsExactly(Map.entry("a", "{\"state\":\"succeeded\"}"));
  }

  @Test
  void answersNobodyWhereThePodIsGone() {
    world.cluster.vanish(World.pod(1));

    world.order(answer("a", "succeeded"));

    assertThat(world.cluster.answers(World.pod(1))).isEmpty();
  }
}
