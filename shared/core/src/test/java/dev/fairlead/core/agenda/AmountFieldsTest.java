package dev.fairlead.core.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmountFieldsTest {
  private final Findings findings = new Findings();

  private Optional<Limits> limits(Json.Obj given) {
    return AmountFields.limits(
        Json.object().put("limits", given).build(), JsonPointer.WHOLE, "limits", findings);
  }

  @Test
  void readsEveryFormOfAnAmount() {
    var read =
        limits(
            Json.object()
                .put("agendas", 3)
                .put("cpu", "500m")
                .put("memory", "4Gi")
                .put("gpu", 0)
                .put("operations", Json.NULL)
                .build());

    assertThat(findings.problems()).isEmpty();
    assertThat(read)
        .contains(Limits.ofMap(Map.of("agendas", 3L, "cpu", 500L, "memory", 4096L, "gpu", 0L)));
    assertThat(
            AmountFields.amounts(
                Json.object().put("nominal", read.orElseThrow().json()).build(),
                JsonPointer.WHOLE,
                "nominal",
                findings))
        .contains(Amounts.of(3, 0, 500, 4096));
  }

  @Test
  void namesEveryProblemByPath() {
    limits(
        Json.object()
            .put("CPU", 1)
            .put("cpu", "0.5 cores")
            .put("memory", 512)
            .put("memroy", "512Mi")
            .put("agendas", -1)
            .put("gpu", "many")
            .put("operations", Amounts.MAX + 1)
            .build());

    assertThat(findings.problems())
        .extracting(Problem::path)
        .containsExactly(
            "/limits/CPU",
            "/limits/agendas",
            "/limits/cpu",
            "/limits/gpu",
            "/limits/memory",
            "/limits/memroy",
            "/limits/operations");
    assertThat(findings.problems())
        .extracting(problem -> problem.code().text())
        .containsExactly(
            "unknown-field",
            "out-of-range",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "out-of-range");
    assertThat(findings.problems().get(5).suggestion()).contains("memory");
  }

  @Test
  void takesNothingButAnObject() {
    var given = Json.object().put("limits", 5).build();

    assertThat(AmountFields.limits(given, JsonPointer.WHOLE, "limits", findings)).isEmpty();
    assertThat(findings.problems()).extracting(Problem::path).containsExactly("/limits");
    assertThat(AmountFields.limits(Json.EMPTY, JsonPointer.WHOLE, "limits", findings)).isEmpty();
  }
}
