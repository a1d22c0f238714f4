package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.store.Lines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody has one of its agendas go before its others. */
class BumpTest {
  private static final String REASON = "{\"reason\":\"the demo is at noon\"}";

  private final HomeStack home = new HomeStack();
  private final Lines lines = new Lines(home.ports.items());

  @AfterEach
  void close() {
    home.close();
  }

  private String submit(String customer) {
    home.clock.advance(Duration.ofSeconds(1));
    return home.submit(customer, HomeStack.chain(1)).text("id");
  }

  private Answer bump(String agenda) {
    return home.post("acme", "/v1/agendas/" + agenda + "/bump", REASON);
  }

  private long position(String customer, String agenda) {
    var reason =
        (Json.Obj)
            home.get(customer, "/v1/agendas/" + agenda + "/why")
                .object()
                .field("reason")
                .orElseThrow();
    return reason.whole("position").orElseThrow();
  }

  @Test
  void itChangesPlacesWithTheFirstOfItsCustomerSoNobodyElseIsOvertaken() {
    submit("globex");
    String first = submit("acme");
    String theirs = submit("globex");
    String second = submit("acme");
    String third = submit("acme");

    Answer bumped = bump(third);

    assertThat(bumped.status()).isEqualTo(200);
    assertThat(bumped.object().truth("isNew")).contains(true);
    assertThat(
            List.of(
                position("acme", third),
                position("globex", theirs),
                position("acme", second),
                position("acme", first)))
        .containsExactly(2L, 3L, 4L, 5L);
    assertThat(home.get("acme", "/v1/agendas/" + third + "/why").text("moved"))
        .contains("It was bumped");
    assertThat(home.get("acme", "/v1/agendas/" + first + "/why").text("moved"))
        .contains("was bumped to its place");
    assertThat(home.get("acme", "/v1/agendas/" + second + "/why").object().text("moved")).isEmpty();
    home.settle();
    for (String agenda : List.of(first, second, third)) {
      assertThat(home.get("acme", "/v1/agendas/" + agenda).text("outcome")).isEqualTo("succeeded");
    }
  }

  @Test
  void theAuditTellsWhoDidItAndWhy() {
    submit("acme");
    String second = submit("acme");
    bump(second);
    Answer again = bump(second);

    var entries = home.get("acme", "/v1/audit").items("entries");
    assertThat(again.object().truth("isNew")).contains(false);
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().text("action")).contains("BUMP");
    assertThat(entries.getFirst().text("subject")).contains(second);
    assertThat(entries.getFirst().text("reason")).contains("the demo is at noon");
    assertThat(home.tenant("globex", "GET", "/v1/audit", "", Map.of()).items("entries")).isEmpty();
  }

  @Test
  void thoseOfTheSameMillisecondAreToldApart() {
    String first = home.submit("acme", HomeStack.chain(1)).text("id");
    String second = home.submit("acme", HomeStack.chain(1)).text("id");
    String last = first.compareTo(second) < 0 ? second : first;

    assertThat(bump(last).status()).isEqualTo(200);

    assertThat(position("acme", last)).isEqualTo(1);
    home.settle();
    assertThat(home.get("acme", "/v1/agendas/" + first).text("outcome")).isEqualTo("succeeded");
  }

  @Test
  void looksAgainWhenTheFirstHasLeftTheLineMeanwhile() {
    String first = submit("acme");
    String second = submit("acme");
    String third = submit("acme");
    meanwhile(() -> home.post("acme", "/v1/agendas/" + first + "/cancel", ""));

    Answer bumped = bump(third);

    assertThat(bumped.object().truth("isNew")).contains(true);
    assertThat(position("acme", third)).isEqualTo(1);
    assertThat(position("acme", second)).isEqualTo(2);
    assertThat(lines.oldest("default", 10)).hasSize(2);
  }

  @Test
  void losesAgainstWhoeverTakesItOutOfItsLine() {
    String first = submit("acme");
    String second = submit("acme");
    meanwhile(() -> home.post("acme", "/v1/agendas/" + second + "/cancel", ""));

    assertThat(bump(second).text("code")).isEqualTo("AGENDA_NOT_WAITING");

    assertThat(lines.oldest("default", 10)).hasSize(1);
    assertThat(position("acme", first)).isEqualTo(1);
    assertThat(home.get("acme", "/v1/audit").items("entries")).isEmpty();
  }

  /** What somebody else does just before the next transaction. */
  private void meanwhile(Runnable somebodyElse) {
    var ports = home.ports;
    Runnable undisturbed =
        () -> {
          home.restartedOver(ports);
          somebodyElse.run();
        };
    home.restartedOver(
        new Ports(
            new RacingItems(ports.items(), undisturbed),
            ports.queues(),
            ports.blobs(),
            ports.secrets()));
  }

  @Test
  void whatIsInNoLineOrSomebodyElsesStaysWhereItIs() {
    String theirs = submit("globex");
    String ours = submit("acme");
    home.settle();

    assertThat(bump(theirs).status()).isEqualTo(404);
    assertThat(bump(ours).text("code")).isEqualTo("AGENDA_NOT_WAITING");
    var bad = home.post("acme", "/v1/agendas/" + ours + "/bump", "{\"reason\":\" \",\"after\":1}");
    assertThat(bad.status()).isEqualTo(400);
  }
}
