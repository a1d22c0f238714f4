package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.store.Asides;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What could never be admitted is refused, or set aside if limits were lowered later. */
class SetAsideTest {
  private static final String WHY = "{\"reason\":\"The disk is full.\"}";
  private static final String INSIGHT = "/v1/insights/default";

  private final HomeStack home = new HomeStack();
  private final Lines lines = new Lines(home.ports.items());

  @AfterEach
  void close() {
    home.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fifo,limits,acme",
    "fair,limits,zoe",
    "priority,limits,acme",
    "fifo,customerLimits,acme",
    "fair,customerLimits,acme",
    "priority,customerLimits,acme"
  })
  void keepsNobodyWaitingAndIsPutBackAsOldAsItWas(String algorithm, String field, String second) {
    insight(algorithm, field, "{\"cpu\":\"4\",\"agendas\":1}");
    home.operator("POST", INSIGHT + "/hold", WHY);
    String large = submit("acme", "4");
    String small = submit(second, "1");
    limit(field, "2");
    home.operator("POST", INSIGHT + "/release", WHY);
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(run(second, small).text("outcome")).contains("succeeded");
    var why = (Json.Obj) why(large).field("reason").orElseThrow();
    assertThat(why.text("code")).contains("FLOOR_OVER_LIMITS");
    assertThat(why.text("amount").orElse("") + why.text("needed") + why.text("most"))
        .isEqualTo("cpuOptional[4]Optional[2]");
    home.operator("POST", INSIGHT + "/hold", WHY);
    limit(field, "4");
    home.pass(Duration.ofMinutes(1), 2);
    String later = submit("acme", "1");
    home.operator("POST", INSIGHT + "/release", WHY);
    home.pass(Duration.ofMinutes(1), 3);

    assertThat(run("acme", large).text("outcome")).contains("succeeded");
    assertThat(run("acme", large).text("startedAt").orElseThrow())
        .as("its age is kept")
        .isLessThan(run("acme", later).text("startedAt").orElseThrow());
    assertThat(lines.oldest(Place.Line.ASIDE, "default", 10)).isEmpty();
  }

  @Test
  void canBeCancelledWhereItIs() {
    insight("fifo", "limits", "{\"cpu\":\"4\"}");
    home.operator("POST", INSIGHT + "/hold", WHY);
    String large = submit("acme", "4");
    limit("limits", "2");
    home.operator("POST", INSIGHT + "/release", WHY);
    home.pass(Duration.ofMinutes(1), 2);
    assertThat(lines.oldest(Place.Line.ASIDE, "default", 10)).hasSize(1);
    assertThat(run("acme", large).text("state")).contains("WAITING");
    assertThat(home.operator("GET", INSIGHT + "/shares", "").object().whole("setAside"))
        .contains(1L);
    assertThat(
            home.tenant("globex", "GET", INSIGHT + "/shares", "", Map.of())
                .object()
                .whole("setAside"))
        .contains(0L);
    assertThat(home.post("acme", "/v1/agendas/" + large + "/bump", WHY).text("detail"))
        .contains("set aside");

    assertThat(home.post("acme", "/v1/agendas/" + large + "/cancel", "").status()).isLessThan(300);

    assertThat(run("acme", large).text("outcome")).contains("cancelled");
    assertThat(lines.oldest(Place.Line.ASIDE, "default", 10)).isEmpty();
  }

  @Test
  void isBoundElsewhereWithTheOthersOfItsInsight() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"t\"}");
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");
    for (String id : List.of("a", "b")) {
      home.operator(
          "POST",
          "/v1/insights",
          "{\"id\":\"%s\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
                  .formatted(id)
              + "\"limits\":{\"cpu\":\"4\"},\"mappers\":{\"operationType\":[\"simulate\"]}}");
    }
    home.operator("POST", "/v1/insights/a/hold", WHY);
    String large = submit("acme", "4");
    home.operator("PATCH", "/v1/insights/a", "{\"limits\":{\"cpu\":\"2\"}}");
    home.operator("POST", "/v1/insights/a/release", WHY);
    home.pass(Duration.ofMinutes(1), 2);
    assertThat(lines.oldest(Place.Line.ASIDE, "a", 10)).hasSize(1);
    assertThat(home.operator("DELETE", "/v1/insights/a", "").text("code")).isEqualTo("IN_USE");
    home.operator("PATCH", "/v1/insights/a", "{\"mappers\":{\"operationType\":[\"log\"]}}");

    String next = home.operator("POST", "/v1/insights/a/rebind", WHY).text("next");
    Answer rest =
        home.operator(
            "POST", "/v1/insights/a/rebind", WHY.replace("}", ",\"after\":\"" + next + "\"}"));
    home.pass(Duration.ofSeconds(2), 3);

    assertThat(rest.object().whole("moved")).contains(1L);
    assertThat(rest.object().field("next")).isEmpty();
    assertThat(run("acme", large).text("outcome")).contains("succeeded");
  }

  @Test
  void losesTheRaceAgainstWhoeverTookItOutOfItsLine() {
    insight("fifo", "limits", "{\"cpu\":\"4\"}");
    home.operator("POST", INSIGHT + "/hold", WHY);
    String id = submit("acme", "4");
    var key = new AgendaKey(new CustomerId("acme"), new AgendaId(id));
    InLine seen = lines.oldest("default", 1).getFirst();
    var asides = new Asides(home.ports.items());

    assertThat(asides.move(seen, Place.Line.ASIDE)).isTrue();
    assertThat(asides.move(seen, Place.Line.ASIDE)).as("moved before").isFalse();
    InLine aside = lines.oldest(Place.Line.ASIDE, "default", 1).getFirst();
    home.post("acme", "/v1/agendas/" + id + "/cancel", "");
    assertThat(asides.move(aside, Place.Line.CONTEST)).as("cancelled").isFalse();

    assertThat(aside.agenda()).isEqualTo(key);
    assertThat(lines.oldest("default", 1)).isEmpty();
    assertThat(lines.oldest(Place.Line.ASIDE, "default", 1)).isEmpty();
  }

  @Test
  void isRefusedByItsCustomersCeilingAndByItsPool() {
    insight("fifo", "customerLimits", "{\"cpu\":\"4\"}");
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\",\"limits\":{\"cpu\":\"2\"}}");

    assertThat(codes(home.submit("acme", agenda("3")))).containsExactly("/operations/0 never-fits");
    assertThat(codes(home.submit("zoe", agenda("3")))).isEmpty();
    assertThat(codes(home.submit("zoe", agenda("5")))).containsExactly("/operations/0 never-fits");

    home.operator(
        "POST",
        "/v1/resourcepools",
        "{\"id\":\"site\",\"title\":\"t\",\"capacity\":{\"memory\":\"1Gi\"}}");
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"all\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
            + "\"mappers\":{\"operationType\":[\"simulate\"]}}");
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"ed\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");
    String wide = agenda("1").replace("\"cpu\":\"1\"", "\"memory\":\"2Gi\"");
    assertThat(codes(home.submit("ed", wide))).containsExactly("/operations/0 never-fits");
    assertThat(codes(home.submit("ed", agenda("9")))).isEmpty();
  }

  @Test
  void isRefusedByItsCustomersOwnLimitsWhereNobodyElseIsLimited() {
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\",\"limits\":{\"cpu\":\"2\"}}");

    assertThat(codes(home.submit("acme", agenda("3")))).containsExactly("/operations/0 never-fits");
    assertThat(codes(home.submit("zoe", agenda("3")))).isEmpty();
    assertThat(codes(home.submit("acme", agenda("2")))).isEmpty();
  }

  @Test
  void isRefusedByWhatThereIsNowAndNotByWhatThereWas() {
    insight("fifo", "limits", "{\"cpu\":\"2\"}");
    home.operator(
        "POST",
        "/v1/resourcepools",
        "{\"id\":\"site\",\"title\":\"t\",\"capacity\":{\"cpu\":\"2\"}}");
    home.operator(
        "POST",
        "/v1/insights",
        "{\"id\":\"all\",\"title\":\"t\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
            + "\"mappers\":{\"operationType\":[\"simulate\"]}}");
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"ed\",\"title\":\"t\",\"resourcePoolId\":\"site\"}");
    assertThat(codes(home.submit("acme", agenda("3")))).containsExactly("/operations/0 never-fits");
    assertThat(codes(home.submit("ed", agenda("3")))).containsExactly("/operations/0 never-fits");

    home.operator("PATCH", INSIGHT, "{\"limits\":{\"cpu\":\"3\"}}");
    home.operator("PATCH", "/v1/resourcepools/site", "{\"capacity\":{\"cpu\":\"3\"}}");

    assertThat(codes(home.submit("acme", agenda("3")))).isEmpty();
    assertThat(codes(home.submit("ed", agenda("3")))).isEmpty();
    assertThat(codes(home.submit("acme", agenda("4")))).containsExactly("/operations/0 never-fits");
    assertThat(codes(home.submit("ed", agenda("4")))).containsExactly("/operations/0 never-fits");
  }

  @Test
  void isNotDoneAgainWhereItCouldNeverBeAdmitted() {
    insight("fifo", "limits", "{\"cpu\":\"4\"}");
    String id = submit("acme", "4");
    home.pass(Duration.ofSeconds(2), 3);
    limit("limits", "2");

    var refused = home.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\":\"all\"}");

    assertThat(codes(refused)).containsExactly("/operations/0 never-fits");
    assertThat(run("acme", id).text("state")).contains("COMPLETE");
  }

  private void limit(String field, String cpu) {
    home.operator(
        "PATCH", INSIGHT, "{\"%s\":{\"cpu\":\"%s\",\"agendas\":1}}".formatted(field, cpu));
    home.clock.advance(Duration.ofSeconds(30));
  }

  private void insight(String algorithm, String field, String limits) {
    Answer made =
        home.operator(
            "POST",
            "/v1/insights",
            "{\"id\":\"default\",\"title\":\"t\",\"algorithm\":\"%s\",\"%s\":%s}"
                .formatted(algorithm, field, limits));
    assertThat(made.status()).isEqualTo(201);
    home.clock.advance(Duration.ofSeconds(30));
  }

  private static List<String> codes(Answer answer) {
    return answer.items("problems").stream()
        .map(problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .toList();
  }

  private static String agenda(String cpu) {
    return "{\"operations\":[{\"name\":\"a\",\"type\":\"simulate\",\"payload\":{\"seconds\":1},"
        + "\"requests\":{\"cpu\":\"%s\"}}]}".formatted(cpu);
  }

  private String submit(String customer, String cpu) {
    Answer accepted = home.submit(customer, agenda(cpu));
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(201);
    return accepted.text("id");
  }

  private Json.Obj run(String customer, String id) {
    return home.get(customer, "/v1/agendas/" + id).object();
  }

  private Json.Obj why(String id) {
    return home.get("acme", "/v1/agendas/" + id + "/why").object();
  }
}
