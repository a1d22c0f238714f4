package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agendas that say when they should be over. */
class DeadlineTest {
  private final HomeStack home = new HomeStack();

  @Test
  void warnsWhenItIsPassedAndGoesOn() {
    String id = submitted("1h");
    home.settle();
    assertThat(run(id).truth("late")).contains(false);

    home.pass(Duration.ofMinutes(30), 3);
    assertThat(run(id).truth("late")).contains(true);
    assertThat(run(id).text("state")).contains("EXECUTING");
    home.pass(Duration.ofMinutes(30), 3);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(run(id).truth("late")).contains(true);
    assertThat(warnings(id)).hasSize(1);
    assertThat(warnings(id).getFirst())
        .contains("Its deadline, " + run(id).text("deadline").orElseThrow() + ", has passed.");
  }

  @Test
  void saysNothingOfAnAgendaThatIsOverInTime() {
    String id = submitted("3h");
    home.pass(Duration.ofMinutes(30), 8);

    assertThat(run(id).text("outcome")).contains("succeeded");
    assertThat(run(id).truth("late")).contains(false);
    assertThat(warnings(id)).isEmpty();
  }

  @Test
  void countsTheTimeInItsLine() {
    String id = submitted("10m");

    home.clock.advance(Duration.ofMinutes(11));
    assertThat(run(id).text("state")).contains("WAITING");
    assertThat(run(id).truth("late")).contains(true);
    home.settle();

    assertThat(warnings(id)).hasSize(1);
  }

  private String submitted(String deadline) {
    return home.submit(
            "acme",
            """
            {"deadline": "%s", "operations": [
              {"name": "long", "type": "wait", "payload": {"seconds": 7200}}]}
            """
                .formatted(deadline))
        .text("id");
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private List<String> warnings(String id) {
    return home.get("acme", "/v1/agendas/" + id + "/events").items("events").stream()
        .filter(event -> event.text("type").orElse("").equals("agenda.late"))
        .map(event -> event.text("message").orElse(""))
        .toList();
  }
}
