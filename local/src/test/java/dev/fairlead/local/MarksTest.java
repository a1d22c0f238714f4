package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.local.HomeStack.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agendas found by what the customer's own systems know them by. */
class MarksTest {
  private static final String OPERATIONS =
      "\"operations\": [{\"name\": \"a\", \"type\": \"log\"}]}";

  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F014")
  void agendasWithOneLinkIdAreFoundTogetherNewestFirst() {
    String first = submit("acme", "{\"linkId\": \"episode 12/é\", ");
    submit("acme", "{\"linkId\": \"episode 13\", ");
    submit("acme", "{");
    String second = submit("acme", "{\"linkId\": \"episode 12/é\", \"title\": \"again\", ");
    submit("globex", "{\"linkId\": \"episode 12/é\", ");

    var page = home.get("acme", "/v1/agendas?linkId=episode 12/é&limit=1");
    var rest = home.get("acme", "/v1/agendas?linkId=episode 12/é&after=" + page.text("next"));

    assertThat(ids(home.get("acme", "/v1/agendas?linkId=episode 12/é")))
        .containsExactly(second, first);
    assertThat(ids(page)).containsExactly(second);
    assertThat(ids(rest)).containsExactly(first);
    assertThat(rest.text("next")).isEmpty();
    assertThat(ids(home.get("acme", "/v1/agendas?linkId=none"))).isEmpty();
    assertThat(ids(home.get("initech", "/v1/agendas?linkId=episode 12/é"))).isEmpty();
  }

  @Test
  void anExternalIdIsFoundWhereverItIsGiven() {
    String own = submit("acme", "{\"externalId\": \"job/1\", ");
    String pops = submit("acme", "{\"params\": {\"externalId\": \"job/1\"}, ");

    assertThat(ids(home.get("acme", "/v1/agendas?externalId=job/1"))).containsExactly(pops, own);
    assertThat(ids(home.get("acme", "/v1/agendas?linkId=job/1"))).isEmpty();
    assertThat(ids(home.get("globex", "/v1/agendas?externalId=job/1"))).isEmpty();
  }

  @Test
  void refusesToGoByBothOrByNothing() {
    assertThat(home.get("acme", "/v1/agendas?externalId=a&linkId=b").status()).isEqualTo(400);
    assertThat(home.get("acme", "/v1/agendas?linkId=").status()).isEqualTo(400);
    assertThat(home.get("acme", "/v1/agendas?externalId=" + "x".repeat(1025)).status())
        .isEqualTo(400);
  }

  private String submit(String customer, String beginning) {
    home.clock.advance(Duration.ofSeconds(1));
    return home.submit(customer, beginning + OPERATIONS).text("id");
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.items("agendas").stream().map(agenda -> agenda.text("id").orElseThrow()).toList();
  }
}
