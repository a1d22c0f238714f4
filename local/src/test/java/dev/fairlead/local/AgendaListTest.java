package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists of agendas: those that fit, some of their fields, how many there are. */
class AgendaListTest {
  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F019")
  void listsThoseThatFitUpToTheLimit() {
    String failed = ended("acme", "nightly", "\"fail\": \"no luck\", ");
    String first = ended("acme", "nightly", "");
    String second = ended("acme", "weekly", "");
    ended("globex", "nightly", "");
    String waiting = submit("acme", "nightly", "");

    assertThat(ids("?title=nightly")).containsExactly(waiting, first, failed);
    assertThat(ids("?state=COMPLETE")).containsExactly(second, first, failed);
    assertThat(ids("?state=WAITING")).containsExactly(waiting);
    assertThat(ids("?state=EXECUTING")).isEmpty();
    assertThat(ids("?outcome=succeeded")).containsExactly(second, first);
    assertThat(ids("?outcome=failed&title=nightly&state=COMPLETE")).containsExactly(failed);
    assertThat(ids("?outcome=failed&title=weekly")).isEmpty();
    assertThat(ids("?limit=2")).containsExactly(waiting, second);
    assertThat(ids("?linkId=of nightly&outcome=succeeded")).containsExactly(first);
  }

  @Test
  @Tag("F019")
  void goesOnWhereAPageOfThoseThatFitEnded() {
    var nightly = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      nightly.addFirst(submit("acme", "nightly", ""));
      submit("acme", "weekly", "");
    }

    var found = new ArrayList<String>();
    String after = "";
    int pages = 0;
    do {
      Answer page = home.get("acme", "/v1/agendas?title=nightly&limit=2" + after);
      found.addAll(ids(page));
      after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
      pages++;
    } while (!after.isEmpty());

    assertThat(found).isEqualTo(nightly);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  @Tag("F019")
  void looksAtAThousandAndSaysWhereToGoOn() {
    String oldest = submit("acme", "nightly", "");
    for (int i = 0; i < 1_100; i++) {
      submit("acme", "weekly", "");
    }

    Answer first = home.get("acme", "/v1/agendas?title=nightly");
    Answer second = home.get("acme", "/v1/agendas?title=nightly&after=" + first.text("next"));

    assertThat(ids(first)).isEmpty();
    assertThat(first.text("next")).isNotEmpty();
    assertThat(ids(second)).containsExactly(oldest);
    assertThat(second.text("next")).isEmpty();
    Answer counted = home.get("acme", "/v1/agendas?count=true");
    Answer rest = home.get("acme", "/v1/agendas?count=true&after=" + counted.text("next"));
    assertThat(count(counted) + count(rest)).isEqualTo(1_101);
  }

  @Test
  @Tag("F020")
  void givesOnlyTheFieldsThatAreAskedForAndOnlyOfOnesOwn() {
    String id = ended("acme", "nightly", "");
    ended("globex", "nightly", "");

    Answer answer = home.get("acme", "/v1/agendas?fields=title,id");

    assertThat(answer.items("agendas")).hasSize(1);
    assertThat(JsonText.write(answer.items("agendas").getFirst()))
        .isEqualTo("{\"id\":\"" + id + "\",\"title\":\"nightly\"}");
    Answer unknown = home.get("acme", "/v1/agendas?fields=id,colour,shape");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.items("problems")).hasSize(2);
  }

  @Test
  @Tag("F021")
  void countsWhatTheCustomerMaySee() {
    ended("acme", "nightly", "\"fail\": \"no luck\", ");
    ended("acme", "nightly", "");
    submit("acme", "weekly", "");
    ended("globex", "nightly", "");

    assertThat(count(home.get("acme", "/v1/agendas?count=true"))).isEqualTo(3);
    assertThat(count(home.get("acme", "/v1/agendas?count=true&limit=1"))).isEqualTo(3);
    assertThat(count(home.get("acme", "/v1/agendas?count=true&title=nightly"))).isEqualTo(2);
    assertThat(count(home.get("acme", "/v1/agendas?count=true&outcome=failed"))).isEqualTo(1);
    assertThat(count(home.get("initech", "/v1/agendas?count=true"))).isZero();
    assertThat(home.get("acme", "/v1/agendas?count=true").items("agendas")).isEmpty();
  }

  @Test
  void refusesWhatIsNoFilter() {
    for (String query :
        List.of("state=READY", "state=complete", "outcome=good", "count=1", "fields=", "title=")) {
      assertThat(home.get("acme", "/v1/agendas?" + query).status()).as(query).isEqualTo(400);
    }
  }

  private String ended(String customer, String title, String payload) {
    String id = submit(customer, title, payload);
    home.settle();
    return id;
  }

  private String submit(String customer, String title, String payload) {
    home.clock.advance(Duration.ofSeconds(1));
    return home.submit(
            customer,
            """
            {"title": "%s", "linkId": "of %s", "operations": [
               {"name": "a", "type": "simulate", "payload": {%s"seconds": 0}}]}
            """
                .formatted(title, title, payload))
        .text("id");
  }

  private List<String> ids(String query) {
    return ids(home.get("acme", "/v1/agendas" + query));
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.items("agendas").stream().map(agenda -> agenda.text("id").orElseThrow()).toList();
  }

  private static long count(Answer answer) {
    return answer.object().whole("count").orElseThrow();
  }
}
