package dev.fairlead.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.Route;
import dev.fairlead.endpoint.RouteTable.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private final RouteTable<Route> table =
      RouteTable.of(
          List.of(
              Route.Agenda.SUBMIT,
              Route.Agenda.LIST,
              Route.Agenda.DOCUMENT,
              Route.Progress.GET,
              Route.Progress.EVENTS));

  @Test
  void findsTheRouteByMethodAndPath() {
    assertThat(table.match("POST", "/v1/agendas"))
        .isEqualTo(new Match.Found<>(Route.Agenda.SUBMIT, Map.of()));
    assertThat(table.match("GET", "/v1/agendas"))
        .isEqualTo(new Match.Found<>(Route.Agenda.LIST, Map.of()));
    assertThat(table.match("GET", "/v1/agendas/a1/document"))
        .isEqualTo(new Match.Found<>(Route.Agenda.DOCUMENT, Map.of("agendaId", "a1")));
  }

  @Test
  void decodesParametersAndKeepsThePlus() {
    assertThat(table.match("GET", "/v1/agendas/a%2Fb%20%C3%A9+c"))
        .isEqualTo(new Match.Found<>(Route.Progress.GET, Map.of("agendaId", "a/b é+c")));
  }

  @Test
  void decodesLiteralSegments() {
    assertThat(table.match("GET", "/v1/%61gendas"))
        .isEqualTo(new Match.Found<>(Route.Agenda.LIST, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/v1",
        "/v1/agendas/",
        "//v1/agendas",
        "/v1/agendas//document",
        "v1/agendas",
        "/V1/agendas",
        "/v1/agendas%2Fa1%2Fdocument",
        "/v1/agendas/%",
        "/v1/agendas/%4",
        "/v1/agendas/%zz",
        "/v1/agendas/%FF",
        "/v1/agendas/%C0%AF",
      })
  void hasNothingAtOtherPaths(String path) {
    assertThat(table.match("GET", path)).isEqualTo(new Match.NoSuchPath<>());
  }

  @Test
  void namesTheMethodsOfAPathThatIsThere() {
    assertThat(table.match("DELETE", "/v1/agendas"))
        .isEqualTo(new Match.OtherMethods<>(new TreeSet<>(List.of("GET", "POST"))));
    assertThat(table.match("POST", "/v1/agendas/a1"))
        .isEqualTo(new Match.OtherMethods<>(new TreeSet<>(List.of("GET"))));
  }

  @Test
  void takesMethodsAsTheyAreWritten() {
    assertThat(table.match("get", "/v1/agendas")).isInstanceOf(Match.OtherMethods.class);
  }

  @Test
  void refusesTwoRoutesThatNoPathTellsApart() {
    assertThatThrownBy(() -> RouteTable.of(List.of(Route.Agenda.LIST, Route.Agenda.LIST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LIST");
  }

  @Test
  void servesTheWholeCatalog() {
    var catalog = new ArrayList<Route>(List.of(Route.Agenda.values()));
    catalog.addAll(List.of(Route.Progress.values()));

    var all = RouteTable.of(catalog);

    for (Route route : catalog) {
      assertThat(all.match(route.method(), route.path().replace("{agendaId}", "a1")))
          .isInstanceOfSatisfying(
              Match.Found.class, found -> assertThat(found.route()).isEqualTo(route));
    }
  }
}
