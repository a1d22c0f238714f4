package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir Path home;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text);
  }

  /** One sends twenty agendas at once, another one a moment later. */
  private Path flood() throws IOException {
    var csv = new StringBuilder("customer,at,duration\n");
    for (int i = 0; i < 20; i++) {
      csv.append("globex,0,10\n");
    }
    return file("arrivals.csv", csv.append("acme,1,10\n").toString());
  }

  private Path policy(String algorithm) throws IOException {
    return file(algorithm + ".yaml", "algorithm: " + algorithm + "\nlimits: {operations: 2}\n");
  }

  @Test
  void saysWhoWinsAndWhoLosesByAnotherPolicy() throws IOException {
    var session = new Session(home);

    assertThat(
            session.types(
                "simulate",
                "--policy",
                policy("fair").toString(),
                "--arrivals",
                flood().toString(),
                "--against",
                policy("fifo").toString()))
        .isZero();
    assertThat(session.out())
        .containsPattern("acme +1 +1 +9.00 s .* wins")
        .containsPattern("globex +1 +20 .* loses")
        .contains("fair: all done after 1 min 50 s, at most 2 slots at a time");
  }

  @Test
  void hasTheInsightsCeilingWhereACustomersOwnNamesSomethingElse() throws IOException {
    var session = new Session(home);
    var both =
        file(
            "both.yaml",
            """
            algorithm: fair
            customerLimits: {operations: 1}
            customers: {globex: {limits: {agendas: 50}}}
            """);

    assertThat(
            session.types(
                "simulate", "--policy", both.toString(), "--arrivals", flood().toString()))
        .isZero();

    assertThat(session.out()).contains("fair: all done after 3 min 20 s, at most 2 slots");
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    var session = new Session(home);
    var lines =
        file(
            "arrivals.jsonl",
            """
            {"customer": "acme", "at": "2026-03-01T12:00:00Z", "duration": 4, "slots": 2}
            {"customer": "globex", "at": "2026-03-01T12:00:01Z", "duration": 1.5, "priority": 3}
            """);

    assertThat(
            session.types(
                "simulate",
                "--policy",
                policy("priority").toString(),
                "--arrivals",
                lines.toString(),
                "-o",
                "json"))
        .isZero();
    var answer = (Json.Obj) JsonText.parse(session.out().getBytes(StandardCharsets.UTF_8));
    assertThat(answer.text("algorithm")).contains("priority");
    assertThat(session.out())
        .contains("\"makespanSeconds\": 5.5")
        .contains("\"meanWaitSeconds\": 3");
  }

  @Test
  void customersHaveWeightsAndCeilings() throws IOException {
    var session = new Session(home);
    var policy =
        file(
            "new.yaml",
            """
            algorithm: fair
            limits: {operations: 2}
            customers:
              globex: {weight: 4, limits: {agendas: 1}}
            """);

    assertThat(
            session.types(
                "simulate", "--policy", policy.toString(), "--arrivals", flood().toString()))
        .isZero();
    assertThat(session.out()).containsPattern("globex +4 +20 ").containsPattern("acme .* 0.00 s");
  }

  @Test
  void saysWhatNeverStarts() throws IOException {
    var session = new Session(home);
    var wide = file("wide.csv", "customer,at,duration,slots\nacme,0,1,3\nacme,0,1,1\n");

    assertThat(
            session.types(
                "simulate", "--policy", policy("fifo").toString(), "--arrivals", wide.toString()))
        .isZero();
    assertThat(session.out()).contains("2 never start");
  }

  @Test
  void refusesWhatItCannotReadByItsLine() throws IOException {
    var session = new Session(home);
    var bad = file("bad.csv", "customer,at,duration\nacme,0,1\nacme,soon,1\nacme,0\n");

    assertThat(
            session.types(
                "simulate", "--policy", policy("fair").toString(), "--arrivals", bad.toString()))
        .isEqualTo(2);
    assertThat(session.err())
        .contains("line 3: at is a number, not soon")
        .contains("line 4: 2 cells under 3 names");
  }

  @Test
  void refusesAPolicyThatIsNone() throws IOException {
    var session = new Session(home);
    var bad = file("bad.yaml", "algorithm: lottery\ncustomers: {acme: {weight: 0}}\n");

    assertThat(
            session.types("simulate", "--policy", bad.toString(), "--arrivals", flood().toString()))
        .isEqualTo(2);
    assertThat(session.err()).contains("algorithm").contains("weight");
  }
}
