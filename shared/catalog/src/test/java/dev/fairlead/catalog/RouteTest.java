package dev.fairlead.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTest {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]*)}");

  static List<Route> routes() {
    return Route.all();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void thePathNamesItsParametersAndNoOthers(Route route) {
    List<String> named =
        IN_BRACES.matcher(route.path()).results().map(match -> match.group(1)).toList();

    assertThat(
            route.spec().parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.PATH)
                .map(Parameter::wireName))
        .containsExactlyElementsOf(named);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void noTwoParametersOfARouteLookTheSame(Route route) {
    assertThat(
            Stream.concat(route.spec().parameters().stream(), ApiSpec.PARAMETERS.stream())
                .map(parameter -> parameter.place() + " " + parameter.headerName()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRouteSaysWhatItDoesAndAnswers(Route route) {
    assertThat(route.spec().summary()).endsWith(".");
    assertThat(route.spec().answers()).isNotEmpty();
    assertThat(route.spec().answers().stream().map(RouteSpec.Answer::status))
        .allMatch(status -> status / 100 == 2)
        .doesNotHaveDuplicates();
    assertThat(route.spec().refusals()).doesNotContainAnyElementsOf(ApiSpec.REFUSALS);
  }

  @ParameterizedTest
  @EnumSource(Parameter.class)
  void theExampleOfATextHasItsForm(Parameter parameter) {
    if (parameter.form() instanceof Form.Text text) {
      assertThat(text.fits(text.example())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Body.class)
  void everyBodyHasItsSchema(Body body) {
    assertThat(body.schema())
        .contains("\"$id\": \"https://fairlead.dev/schemas/" + body.schemaName() + ".json\"");
  }

  @Test
  void fillsPathAndQuery() {
    assertThat(
            Route.Progress.LOGS.target(
                Map.of(Parameter.OPERATION, "a b&c", Parameter.AGENDA_ID, "x/é")))
        .isEqualTo("/v1/agendas/x%2F%C3%A9/logs?operation=a%20b%26c");
    assertThat(Route.Agenda.LIST.target(Map.of(Parameter.AFTER_AGENDA, "y", Parameter.LIMIT, "2")))
        .isEqualTo("/v1/agendas?limit=2&after=y");
    assertThat(Route.Agenda.SUBMIT.target(Map.of())).isEqualTo("/v1/agendas");
  }

  @Test
  void refusesToFillWhatIsMissingOrNotTheRoutes() {
    assertThatThrownBy(() -> Route.Progress.GET.target(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("GET needs AGENDA_ID");
    assertThatThrownBy(() -> Route.Agenda.LIST.target(Map.of(Parameter.OPERATION, "a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Route.Agenda.SUBMIT.target(Map.of(Parameter.IDEMPOTENCY_KEY, "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberFitsWithinItsRangeOnly() {
    var form = new Form.Whole(0, 3, 1);

    assertThat(Stream.of("0", "3").allMatch(form::fits)).isTrue();
    assertThat(Stream.of("-1", "4", "", "1.0", "one", " 1").anyMatch(form::fits)).isFalse();
  }
}
