package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateExportCommandTest {
  private static final String PATH = "GET /v1/insights/encoders/arrivals?";

  @TempDir Path home;

  private static String arrival(String customer, int second) {
    return "{'customerId':'"
        + customer
        + "','at':'2026-03-01T12:00:0"
        + second
        + ".000Z','durationSeconds':1.500,'slots':2,'priority':-1,'shape':'log/0'}";
  }

  private static ScriptedServer twoPages() {
    return new ScriptedServer()
        .on(
            PATH + "since=2026-03-01T00%3A00%3A00Z&limit=200",
            200,
            "{'insightId':'encoders','arrivals':["
                + arrival("acme", 3)
                + ","
                + arrival("acme", 1)
                + "],'next':'globex/'}")
        .on(
            PATH + "since=2026-03-01T00%3A00%3A00Z&limit=200&after=globex%2F",
            200,
            "{'insightId':'encoders','arrivals':[" + arrival("globex", 2) + "]}");
  }

  @Test
  void writesWhatSimulateReadsTheEarliestFirst() {
    try (var server = twoPages()) {
      var session = Session.at(server, home);

      assertThat(export(session)).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "customer,at,duration,slots,priority,shape",
              "acme,2026-03-01T12:00:01.000Z,1.5,2,-1,log/0",
              "globex,2026-03-01T12:00:02.000Z,1.5,2,-1,log/0",
              "acme,2026-03-01T12:00:03.000Z,1.5,2,-1,log/0");
    }
  }

  @Test
  void namesNobodyIfThatIsWanted() {
    try (var server = twoPages()) {
      var session = Session.at(server, home);

      assertThat(export(session, "--pseudonyms")).isZero();

      assertThat(session.out()).doesNotContain("acme").doesNotContain("globex");
      assertThat(session.out().lines().skip(1).map(line -> line.substring(0, 10)))
          .containsExactly("customer-1", "customer-2", "customer-1");
    }
  }

  private static int export(Session session, String... more) {
    var words = new ArrayList<String>();
    words.addAll(
        List.of("simulate", "export", "--insight", "encoders", "--since", "2026-03-01T00:00:00Z"));
    words.addAll(List.of(more));
    return session.types(words.toArray(String[]::new));
  }
}
