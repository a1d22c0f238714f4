package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCommandTest {
  private static final String HEAD =
      "'name':'shop','holder':'01jbhm3kz8x5t0q2r4s6v8w9ya','changedAt':'2026-03-01T10:00:00.000Z'";

  @TempDir Path home;

  private static String component(String id) {
    return "{'id':'"
        + id
        + "','component':'vm','provider':'aws','value':{'v':1},"
        + "'agendaId':'01jbhm3kz8x5t0q2r4s6v8w9ya','operation':'make "
        + id
        + "','changedAt':'2026-03-01T10:00:00.000Z'}";
  }

  @Test
  void listsInventoriesOfAllPages() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/inventories?limit=200",
                200,
                "{'inventories':[{" + HEAD + "}],'next':'shop'}")
            .on(
                "GET /v1/inventories?limit=200&after=shop",
                200,
                "{'inventories':[{'name':'tools','changedAt':'2026-03-01T11:00:00.000Z'}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("inventory", "ls")).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "NAME   CHANGED                   HELD BY",
              "shop   2026-03-01T10:00:00.000Z  01jbhm3kz8x5t0q2r4s6v8w9ya",
              "tools  2026-03-01T11:00:00.000Z  -");
    }
  }

  @Test
  void saysHowToMakeOneWhereThereIsNone() {
    try (var server =
        new ScriptedServer().on("GET /v1/inventories?limit=200", 200, "{'inventories':[]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("inventory", "ls")).isZero();
      assertThat(session.out())
          .isEqualTo("No inventories yet. An agenda makes one that it names: inventory: shop\n");
      assertThat(session.types("inventory", "ls", "-o", "json")).isZero();
      assertThat(session.out()).contains("\"inventories\"");
    }
  }

  @Test
  void showsWhatIsInOneAndWhoHasIt() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/inventories/shop?limit=200",
                200,
                "{" + HEAD + ",'components':[" + component("a") + "],'next':'a'}")
            .on(
                "GET /v1/inventories/shop?limit=200&after=a",
                200,
                "{" + HEAD + ",'components':[" + component("b") + "]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("inventory", "show", "shop")).isZero();
      assertThat(session.out())
          .startsWith("Inventory shop, 2 components, held by agenda 01jbhm3kz8x5t0q2r4s6v8w9ya\n")
          .contains("ID  COMPONENT  PROVIDER  OPERATION", "a   vm", "b   vm");
      assertThat(session.types("inventory", "show", "shop", "-o", "json")).isZero();
      assertThat(session.out()).contains("\"v\": 1", "\"make b\"");
    }
  }

  @Test
  void refusesWhatIsNoName() {
    var session = new Session(home);

    assertThat(session.types("inventory", "show", "no/name")).isEqualTo(2);
    assertThat(session.err()).contains("no inventory's name");
  }
}
