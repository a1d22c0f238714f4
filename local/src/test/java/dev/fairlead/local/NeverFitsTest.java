package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An agenda that could never be admitted is refused rather than left to wait. */
class NeverFitsTest {
  private static final String LARGE =
      "{\"operations\":[{\"name\":\"a\",\"type\":\"simulate\",\"payload\":{\"seconds\":0},"
          + "\"requests\":{\"cpu\":\"%s\"}}]}";

  private final HomeStack home = new HomeStack();

  @Test
  void isRefusedByThePlaceThatAsksForTooMuch() {
    limited("2");

    var refused = home.submit("acme", LARGE.formatted("2500m"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.items("problems"))
        .extracting(problem -> problem.text("path") + " " + problem.text("code"))
        .containsExactly("Optional[/operations/0] Optional[never-fits]");
  }

  @Test
  void isAdmittedWithAllThatThereIs() {
    limited("2");

    var accepted = home.submit("acme", LARGE.formatted("2"));
    home.settle();

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(home.get("acme", "/v1/agendas/" + accepted.text("id")).text("state"))
        .isEqualTo("COMPLETE");
  }

  @Test
  void isTakenAsSoonAsTheLimitWasRaised() {
    limited("2");
    home.submit("acme", LARGE.formatted("1"));
    assertThat(home.submit("acme", LARGE.formatted("3")).status()).isEqualTo(400);

    assertThat(
            home.operator("PATCH", "/v1/insights/default", "{\"limits\":{\"cpu\":\"4\"}}").status())
        .isEqualTo(200);

    assertThat(home.submit("acme", LARGE.formatted("3")).status()).isEqualTo(201);
  }

  private void limited(String cpu) {
    var fields =
        Json.object()
            .put("title", "Whatever nothing else takes")
            .put("limits", Json.object().put("cpu", cpu).build())
            .build();
    new ObjectRows(home.ports.items())
        .add(
            StoredObject.added(
                ObjectKind.INSIGHT, "default", new CustomerId("ops"), fields, home.clock.instant()),
            Optional.empty(),
            Optional.empty());
  }
}
