package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.Ports;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyMessageQueue;
import dev.fairlead.testkit.faults.QueueFault;
import dev.fairlead.testkit.pods.ChangedPod;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pods that a pod starts beside itself, from its annotation to the answer, whatever happens. */
class DependentPodsTest {
  private static final String ONE =
      """
      {"operations": [
        {"name": "a", "type": "encode", "payload": {}, "retry": {"maxAttempts": 2},
         "dependents": {"operations": 1, "cpu": 1, "memory": "64Mi"}}
      ]}
      """;

  private static final String PROBE =
      """
      {"type": "encode", "payload": {"n": 1}, "requests": {"cpu": "500m", "memory": "64Mi"}}
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

  private String running() {
    String id = home.submit("acme", ONE).text("id");
    home.settle();
    home.cluster.run(pod(0));
    look();
    return id;
  }

  private PodRef pod(int index) {
    return home.cluster.created().get(index).pod();
  }

  /** As if whoever orders died each time before it could. */
  private void loseOrders() {
    FaultPlan dying =
        new FaultPlan() {
          @Override
          public QueueFault next(QueueCall call, String queue) {
            return call == QueueCall.SEND && queue.equals(QueueSpec.PODS.queueName())
                ? new QueueFault.Dropped()
                : new QueueFault.None();
          }
        };
    Ports ports = home.ports;
    home.restartedOver(
        new Ports(
            ports.items(),
            new FaultyMessageQueue(ports.queues(), dying),
            ports.blobs(),
            ports.secrets()));
  }

  private void asks(int index, Map<String, String> asked) {
    home.cluster.change(pod(index), pod -> new ChangedPod(pod).asked(asked).build());
  }

  private void look() {
    home.pass(Duration.ofSeconds(10), 1);
  }

  private Json.Obj answer(int index, String name) {
    return (Json.Obj)
        JsonText.parse(
            Optional.ofNullable(home.cluster.answers(pod(index)).get(name)).orElseThrow());
  }

  private Optional<String> outcome(String agenda) {
    return ((Json.Obj) home.get("acme", "/v1/agendas/" + agenda).json()).text("outcome");
  }

  private Json.Obj operation(String agenda, String name) {
    return RunFigures.operations((Json.Obj) home.get("acme", "/v1/agendas/" + agenda).json())
        .stream()
        .filter(operation -> operation.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void startsRunsAndAnswers() {
    String agenda = running();
    asks(0, Map.of("probe", PROBE));
    look();

    PodOrder made = home.cluster.created().getLast();
    assertThat(home.cluster.created()).hasSize(2);
    assertThat(made.key().operation()).isEqualTo("a[probe]");
    assertThat(made.payload()).isEqualTo("{\"n\":1}");
    assertThat(made.requests().cpuMillis()).isEqualTo(500);
    assertThat(made.owner()).map(PodOrder.Owner::name).contains(pod(0).name());
    home.cluster.run(pod(1));
    look();
    assertThat(operation(agenda, "a[probe]").text("generatedBy")).contains("a");
    home.cluster.print(pod(1), "probing\n");
    home.cluster.end(pod(1), 0, "Completed", "{\"frames\":9}");
    look();

    assertThat(answer(0, "probe"))
        .isEqualTo(JsonText.parse("{\"state\":\"succeeded\",\"result\":{\"frames\":9}}"));
    assertThat(JsonText.write(home.get("acme", "/v1/agendas/" + agenda + "/logs").json()))
        .contains("probing");
    home.cluster.end(pod(0), 0, "Completed", "");
    look();
    assertThat(outcome(agenda)).contains("succeeded");
    look();
    assertThat(home.cluster.list(10, Optional.empty()).pods()).isEmpty();
  }

  @Test
  void aRefusalIsAnsweredWithItsReasonsAndStartsNothing() {
    running();

    asks(0, Map.of("probe", "{\"type\": \"encod\", \"requests\": {\"cpu\": 2}}"));
    look();

    assertThat(answer(0, "probe").text("state")).contains("refused");
    assertThat(answer(0, "probe").toString()).contains("/type", "unknown-type");
    assertThat(home.cluster.created()).hasSize(1);
  }

  @Test
  void aCrashBetweenTheChargeAndTheOrderIsMended() {
    running();
    asks(0, Map.of("probe", PROBE));
    loseOrders();
    look();
    assertThat(home.cluster.created()).hasSize(1);

    home.restartedOver(home.ports);
    home.pass(Duration.ofSeconds(10), 2);

    assertThat(home.cluster.created()).hasSize(2);
    look();
    assertThat(home.cluster.created()).hasSize(2);
  }

  @Test
  void anAnswerThatWasLostComesWithTheNextQuestion() {
    running();
    asks(0, Map.of("probe", PROBE));
    look();
    home.cluster.run(pod(1));
    look();
    home.cluster.end(pod(1), 3, "Error", "");
    loseOrders();
    look();
    assertThat(home.cluster.answers(pod(0))).isEmpty();

    home.restartedOver(home.ports);
    home.pass(Duration.ofMinutes(1), 8);

    assertThat(answer(0, "probe").text("code")).contains("exit:3");
  }

  @Test
  void whatAKilledAttemptStartedGoesWithItAndTheNextOneHasItsOwn() {
    String agenda = running();
    asks(0, Map.of("probe", PROBE));
    look();
    home.cluster.run(pod(1));
    look();
    home.cluster.end(pod(0), 137, "Error", "");
    look();
    look();

    assertThat(home.cluster.find(pod(1))).isEmpty();
    assertThat(home.cluster.created()).hasSize(3);
    home.cluster.run(pod(2));
    look();
    asks(2, Map.of("probe", PROBE));
    look();
    assertThat(home.cluster.created()).hasSize(4);
    assertThat(home.cluster.created().getLast().attempt()).isEqualTo(2);
    assertThat(operation(agenda, "a[probe]").text("state")).contains("LEASING");
  }

  @Test
  void cancellingDeletesAllOfThem() {
    String agenda = running();
    asks(0, Map.of("probe", PROBE));
    look();
    home.cluster.run(pod(1));
    look();

    home.post("acme", "/v1/agendas/" + agenda + "/cancel", "");
    home.settle();

    assertThat(outcome(agenda)).contains("cancelled");
    assertThat(home.cluster.list(10, Optional.empty()).pods()).isEmpty();
  }
}
