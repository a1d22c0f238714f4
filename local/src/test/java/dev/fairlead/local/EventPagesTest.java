package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events of a run that is longer than a page. */
class EventPagesTest {
  private final HomeStack home = new HomeStack();

  @Test
  void losesAndDoublesNothingAcrossPages() {
    String events = submitted(450);
    home.settle();

    var found = new ArrayList<Json.Obj>();
    long after = 0;
    var page = home.get("acme", events);
    while (!page.items("events").isEmpty()) {
      found.addAll(page.items("events"));
      after = sequence(found.getLast());
      page = home.get("acme", events + "?after=" + after);
    }

    assertThat(found).extracting(EventPagesTest::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(types(found, "agenda.started")).isEqualTo(1);
    assertThat(types(found, "operation.launched")).isEqualTo(450);
    assertThat(types(found, "operation.completed")).isEqualTo(450);
    assertThat(found.getLast().text("type")).contains("agenda.completed");
    assertThat(page.object().whole("last")).contains(after);
  }

  @Test
  void tellsAReaderInTheMiddleThatMoreIsThere() {
    String events = submitted(450);
    home.settle();

    var first = home.get("acme", events);

    assertThat(first.text("state")).isEqualTo("COMPLETE");
    assertThat(first.text("outcome")).isEqualTo("succeeded");
    assertThat(first.object().whole("last").orElseThrow())
        .isGreaterThan(sequence(first.items("events").getLast()));
  }

  @Test
  void givesTheSameNumbersWheneverAsked() {
    String events = submitted(30);
    home.settle();
    var all = home.get("acme", events).items("events");

    for (Json.Obj event : all) {
      var rest = home.get("acme", events + "?after=" + sequence(event)).items("events");
      assertThat(rest).isEqualTo(all.subList(all.indexOf(event) + 1, all.size()));
    }
  }

  @Test
  void answersAnyNumberAndRefusesWhatIsNone() {
    String events = submitted(1);
    home.settle();

    assertThat(home.get("acme", events + "?after=" + Long.MAX_VALUE).items("events")).isEmpty();
    assertThat(home.get("acme", events + "?after=-5").status()).isEqualTo(400);
    assertThat(home.get("acme", events + "?after=x").status()).isEqualTo(400);
  }

  @Test
  void saysWhereTheAgendaStandsBeforeItsFirstEvent() {
    String events = submitted(1);

    assertThat(home.get("acme", events).text("state")).isEqualTo("WAITING");
    assertThat(home.get("acme", events).object().whole("last")).contains(0L);
  }

  @Test
  void countsInAListWhatItKnows() {
    submitted(3);
    assertThat(operations()).isEqualTo(Json.object().put("total", 3).put("complete", 0).build());

    home.settle();

    assertThat(operations()).isEqualTo(Json.object().put("total", 3).put("complete", 3).build());
  }

  private Json operations() {
    return home.get("acme", "/v1/agendas")
        .items("agendas")
        .getFirst()
        .field("operations")
        .orElseThrow();
  }

  private String submitted(int operations) {
    String id = home.submit("acme", HomeStack.chain(operations)).text("id");
    return "/v1/agendas/" + id + "/events";
  }

  private static long sequence(Json.Obj event) {
    return event.whole("sequence").orElseThrow();
  }

  private static long types(List<Json.Obj> events, String type) {
    return events.stream().filter(event -> event.text("type").orElse("").equals(type)).count();
  }
}
