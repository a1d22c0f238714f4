package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.testkit.pods.ChangedPod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operations as pods of a cluster in memory, from submit to the end, whatever happens. */
class PodsTest {
  private static final String TWO =
      """
      {"operations": [
        {"name": "a", "type": "encode", "payload": {"height": 720}},
        {"name": "b", "type": "encode", "payload": {"frames": "@<a.out::/frames>"}}
      ]}
      """;

  private final HomeStack home = new HomeStack();

  @BeforeEach
  void register() {
    home.operator(
        "POST",
        "/v1/handlers",
        """
        {"id": "encode", "title": "Encodes", "image": "encode:1", "isGlobal": true,
         "startsWithin": "1m"}
        """);
  }

  @AfterEach
  void close() {
    home.close();
  }

  private String submitted(String document) {
    String id = home.submit("acme", document).text("id");
    home.settle();
    return id;
  }

  private Json.Obj run(String agenda) {
    return (Json.Obj) home.get("acme", "/v1/agendas/" + agenda).json();
  }

  private String outcome(String agenda) {
    return run(agenda).text("outcome").orElse("none yet");
  }

  private Json.Obj operation(String agenda, String name) {
    return RunFigures.operations(run(agenda)).stream()
        .filter(operation -> operation.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private List<PodOrder> made() {
    return home.cluster.created();
  }

  private PodRef pod(int index) {
    return made().get(index).pod();
  }

  private void look() {
    home.pass(Duration.ofSeconds(10), 1);
  }

  @Test
  void runsEachAttemptAsAPodAndHandsResultsOn() {
    String agenda = submitted(TWO);
    home.cluster.run(pod(0));
    look();
    assertThat(operation(agenda, "a").text("state")).contains("EXECUTING");

    home.cluster.end(pod(0), 0, "Completed", "{\"frames\":9}");
    look();

    assertThat(made()).hasSize(2);
    assertThat(made().get(1).payload()).isEqualTo("{\"frames\":9}");
    home.cluster.end(pod(1), 0, "Completed", "");
    look();
    assertThat(outcome(agenda)).isEqualTo("succeeded");
    // What was committed is deleted, once it is told again.
    look();
    assertThat(home.cluster.list(10, Optional.empty()).pods()).isEmpty();
  }

  @Test
  void aPodThatEndsUnseenIsToldByTheNextLook() {
    String agenda = submitted(TWO);
    home.cluster.run(pod(0));
    home.cluster.end(pod(0), 3, "Error", "");

    look();

    assertThat(outcome(agenda)).isEqualTo("failed");
    assertThat(operation(agenda, "a").whole("starts")).contains(1L);
  }

  @Test
  void anEvictionIsTriedAgainAndAFailureIsNot() {
    String agenda = submitted(TWO);
    home.cluster.run(pod(0));
    look();
    home.cluster.change(
        pod(0),
        facts ->
            new ChangedPod(facts)
                .phase(PodFacts.Phase.FAILED)
                .running(Optional.empty())
                .reason("Evicted")
                .build());

    look();
    look();

    assertThat(made()).hasSize(2);
    assertThat(made().get(1).attempt()).isEqualTo(2);
    home.cluster.end(pod(1), 1, "Error", "");
    look();
    assertThat(outcome(agenda)).isEqualTo("failed");
    assertThat(made()).hasSize(2);
  }

  @Test
  void aStartedPodThatVanishedUnseenIsFoundByAsking() {
    String agenda = submitted(TWO);
    home.cluster.run(pod(0));
    look();
    home.cluster.vanish(pod(0));

    home.pass(Duration.ofMinutes(5), 1);
    look();

    assertThat(made()).hasSize(2);
    assertThat(made().get(1).attempt()).isEqualTo(2);
    assertThat(outcome(agenda)).isEqualTo("none yet");
  }

  @Test
  void anOrderThatIsLostComesAgain() {
    home.submit("acme", TWO);
    home.cluster.failNext(1);
    home.settle();
    for (var lost :
        home.ports
            .queues()
            .receive(QueueSpec.PODS.queueName(), 10, Duration.ofMinutes(1), Duration.ZERO)) {
      home.ports.queues().delete(QueueSpec.PODS.queueName(), lost.receipt());
    }

    home.pass(Duration.ofSeconds(10), 2);

    assertThat(made()).hasSize(1);
  }

  @Test
  void aRestartOfEverythingStartsNothingTwice() {
    String agenda = submitted(TWO);
    home.cluster.run(pod(0));
    home.restartedOver(home.ports);

    look();
    home.cluster.end(pod(0), 0, "Completed", "{\"frames\":9}");
    look();

    assertThat(made()).hasSize(2);
    assertThat(operation(agenda, "a").whole("starts")).contains(1L);
  }

  @Test
  @Tag("F119")
  void cancellingDeletesWhatRuns() {
    String agenda = submitted(TWO);
    home.cluster.run(pod(0));
    look();

    home.post("acme", "/v1/agendas/" + agenda + "/cancel", "");
    home.settle();

    assertThat(outcome(agenda)).isEqualTo("cancelled");
    assertThat(home.cluster.list(10, Optional.empty()).pods()).isEmpty();
  }

  @Test
  void givesSecretsToThePodAndToNobodyElse() {
    home.put("acme", "/v1/secrets/key", "{\"value\":\"swordfish\"}");
    String agenda =
        submitted(
            """
            {"operations": [{"name": "a", "type": "encode", "payload": {"k": "@<secret:key>"}}]}
            """);

    assertThat(made().getFirst().payload()).isEqualTo("{\"k\":\"swordfish\"}");
    home.cluster.end(pod(0), 0, "Completed", "{\"was\":\"swordfish\"}");
    look();
    assertThat(operation(agenda, "a").field("result"))
        .contains(Json.object().put("was", "***").build());
  }

  @Test
  void aHandlerThatIsGoneFailsTheOperation() {
    String agenda = home.submit("acme", TWO).text("id");
    home.operator("DELETE", "/v1/handlers/encode", "");

    home.settle();

    assertThat(made()).isEmpty();
    assertThat(outcome(agenda)).isEqualTo("failed");
  }

  @Test
  void whyItWaitsIsToldWhileItWaits() {
    String agenda = submitted(TWO);
    home.cluster.change(
        pod(0), facts -> new ChangedPod(facts).unschedulable("No node takes it: full").build());

    look();
    assertThat(operation(agenda, "a").text("message")).contains("No node takes it: full");
    var why =
        (Json.Obj)
            home.get("acme", "/v1/agendas/" + agenda + "/why?operation=a")
                .items("operations")
                .getFirst()
                .field("reason")
                .orElseThrow();
    assertThat(why.text("code")).contains("POD");
    assertThat(why.text("sentence").orElseThrow()).endsWith(": No node takes it: full.");

    home.pass(Duration.ofMinutes(1), 1);
    assertThat(outcome(agenda)).isEqualTo("failed");
  }
}
