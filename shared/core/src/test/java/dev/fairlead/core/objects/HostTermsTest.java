package dev.fairlead.core.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostTermsTest {
  private static final Json.Obj DESK =
      Json.object().put("blueprintIds", Json.texts(List.of("desk"))).build();

  @Test
  void aBlueprintAndACommandAreEnough() {
    var terms = HostTerms.of(handler("make").build());

    assertThat(terms)
        .isEqualTo(
            new HostTerms(
                Optional.empty(),
                Selection.of(List.of("desk")),
                List.of("make"),
                Map.of(),
                Duration.ofMinutes(5),
                Optional.empty()));
  }

  @Test
  void everythingThatCanBeSaidIsRead() {
    var host =
        Json.object()
            .put("type", "host")
            .put("resourcePoolId", "builds")
            .put("labels", Json.object().put("arch", "arm64").build())
            .build();
    var fields =
        Json.object()
            .put("host", host)
            .put("command", Json.texts(List.of("make", "all")))
            .put("env", Json.object().put("PATH", "/opt/make").build())
            .put("startsWithin", "30s")
            .put("silence", "10m")
            .build();

    var terms = HostTerms.of(fields);

    assertThat(problems(fields)).isEmpty();
    assertThat(terms)
        .isEqualTo(
            new HostTerms(
                Optional.of("host"),
                new Selection(
                    Optional.of("builds"),
                    List.of(),
                    Map.of("arch", "arm64"),
                    Optional.empty(),
                    Optional.empty()),
                List.of("make", "all"),
                Map.of("PATH", "/opt/make"),
                Duration.ofSeconds(30),
                Optional.of(Duration.ofMinutes(10))));
  }

  @Test
  void everyMistakeIsToldByItsPlace() {
    var fields =
        Json.object()
            .put("host", Json.object().put("colour", "red").build())
            .put("command", Json.texts(List.of("")))
            .put("image", "alpine")
            .put(
                "env", Json.object().put("a-b", "dash").put("FAIRLEAD_ATTEMPT", "reserved").build())
            .put("startsWithin", "0s")
            .put("silence", "1s")
            .build();

    assertThat(problems(fields))
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            ProblemCode.CONTRADICTION,
            ProblemCode.BLANK,
            ProblemCode.UNKNOWN_FIELD,
            ProblemCode.MISSING_FIELD,
            ProblemCode.BAD_NAME,
            ProblemCode.RESERVED,
            ProblemCode.OUT_OF_RANGE,
            ProblemCode.OUT_OF_RANGE);
  }

  @Test
  void whatNoHostIsSureToTakeIsRefused() {
    // Each is short enough; a quote is four characters to a shell, and a sign may be three bytes.
    var long10 = IntStream.range(0, 10).mapToObj(_ -> "x".repeat(6_600)).toArray(String[]::new);
    var quotes = IntStream.range(0, 2).mapToObj(_ -> "'".repeat(10_000)).toArray(String[]::new);
    var signs = IntStream.range(0, 2).mapToObj(_ -> "水".repeat(12_000)).toArray(String[]::new);
    var env = Json.object();
    IntStream.range(0, 10).forEach(i -> env.put("V" + i, "x".repeat(6_600)));

    assertThat(problems(handler("make").build())).isEmpty();
    for (var command : List.of(long10, quotes, signs)) {
      assertThat(problems(handler(command).build()))
          .extracting(Problem::code)
          .containsExactly(ProblemCode.TOO_LARGE);
    }
    assertThat(problems(handler("make").put("env", env.build()).build()))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.TOO_LARGE);
  }

  private static Json.Builder handler(String... command) {
    return Json.object().put("host", DESK).put("command", Json.texts(List.of(command)));
  }

  private static List<Problem> problems(Json.Obj fields) {
    var findings = new Findings();
    HostTerms.read(fields, findings);
    return findings.problems();
  }
}
