package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopCommandTest {
  private static final String SHARES =
      "{'insightId':'default','algorithm':'fair','at':'2026-03-01T10:00:00.000Z','isMore':false,"
          + "'customers':[{'customerId':'acme','weight':2.5,'share':0.625,'due':0.7143,"
          + "'slots':5.0,'lag':-12.4,'waiting':3,'oldestWaitSeconds':75},"
          + "{'customerId':'globex','weight':1.0,'share':0.375,'due':0.2857,'slots':3.0,"
          + "'lag':12.4,'waiting':0}]}";

  @TempDir Path home;

  private static List<String> lines(int columns, int lines) {
    var answer =
        (Json.Obj) JsonText.parse(SHARES.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return new SharesTable(new Screen.Size(columns, lines), new Style(false, true)).lines(answer);
  }

  @Test
  void showsSharesOnceToWhatIsNoTerminal() {
    try (var server = new ScriptedServer().on("GET /v1/insights/default/shares", 200, SHARES)) {
      var session = Session.at(server, home);

      assertThat(session.types("top")).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "default · fair · 2 customers",
              "CUSTOMER  SHARE   DUE     LAG    SLOTS  WAITING  OLDEST WAIT  WEIGHT",
              "acme      62.5 %  71.4 %  -12 s  5      3        1 min 15 s   2.5",
              "globex    37.5 %  28.6 %  12 s   3      0        -            1");
      assertThat(session.types("top", "--once", "-o", "json")).isZero();
      assertThat(session.out()).contains("\"due\"");
    }
  }

  @Test
  void fitsANarrowTerminalAndAShortOne() {
    assertThat(lines(40, 24))
        .containsExactly(
            "default · fair · 2 customers",
            "CUSTOMER  SHARE   SLOTS  WAITING",
            "acme      62.5 %  5      3",
            "globex    37.5 %  3      0");
    assertThat(lines(80, 6)).endsWith("… and 1 more").hasSize(4);
    assertThat(lines(12, 24)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(12));
  }

  @Test
  void tellsOfThoseThatWaitAndCompeteWithNobody() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/insights/encode/shares",
                200,
                "{'insightId':'encode','algorithm':'fifo','customers':[],'isMore':false,"
                    + "'subAgendas':2,'setAside':1}")) {
      var session = Session.at(server, home);

      assertThat(session.types("top", "encode", "--once")).isZero();
      assertThat(session.out().lines())
          .contains("2 sub-agendas wait for their parents, 1 set aside: more than limits allow");
    }
  }

  @Test
  void saysSoWhereNobodyIs() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/insights/encode/shares",
                200,
                "{'insightId':'encode','algorithm':'fifo','customers':[],'isMore':false}")) {
      var session = Session.at(server, home);

      assertThat(session.types("top", "encode", "--once")).isZero();
      assertThat(session.out()).endsWith("Nobody holds anything here, and nobody waits.\n");
    }
  }
}
