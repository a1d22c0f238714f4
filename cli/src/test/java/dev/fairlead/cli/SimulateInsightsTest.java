package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies of several insights. */
class SimulateInsightsTest {
  /** Short work owns one of two slots. */
  private static final String SITE =
      """
      resourcePools:
        - {id: site, capacity: {operations: 2}}
      insights:
        - id: short
          resourcePoolId: site
          mappers: {operationType: [render], paramMap: ["haste=yes"]}
          nominal: {operations: 1}
        - id: long
          resourcePoolId: site
          mappers: {operationType: [encode]}
          rank: 5
      """;

  @TempDir Path home;

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  private String simulates(String policy, String arrivals, String... more) throws IOException {
    var session = new Session(home);
    var words = new String[5 + more.length];
    System.arraycopy(more, 0, words, 5, more.length);
    words[0] = "simulate";
    words[1] = "--policy";
    words[2] = file("policy.yaml", policy);
    words[3] = "--arrivals";
    words[4] = file("arrivals.csv", arrivals);
    assertThat(session.types(words)).isZero();
    return session.out();
  }

  @Test
  void insightsOfAPoolDrawOnItsCapacityTogether() throws IOException {
    var out =
        simulates(
            SITE,
            """
            customer,at,duration,type
            globex,0,100,encode
            globex,0,100,encode
            globex,0,100,encode
            acme,1,10,render
            acme,1,10,render
            """);

    // What is not known to be short borrows nothing that another owns: one slot each.
    assertThat(out)
        .containsPattern("long +fifo +3 +1 min 40 s +3 min 20 s +1 ")
        .containsPattern("short +fifo +2 +5.00 s +10.0 s +1 ")
        .containsPattern("globex +1 +3 ")
        .contains("2 insights: all done after 5 min 00 s, at most 2 slots at a time");
  }

  @Test
  void bindsByParametersAndRankAsProductionDoes() throws IOException {
    var out =
        simulates(
            SITE,
            """
            customer,at,duration,type,params
            acme,0,10,encode,haste=yes;x=1
            acme,0,10,encode,haste=yes;defaultInsight=long
            """);

    assertThat(out).containsPattern("long +fifo +1 ").containsPattern("short +fifo +1 ");
  }

  @Test
  void whatWasRecordedIsBoundByTheTypeThatItsShapeNames() throws IOException {
    var out = simulates(SITE, "customer,at,duration,shape\nacme,0,10,encode/3\n");

    assertThat(out).containsPattern("long +fifo +1 ").doesNotContainPattern("short +fifo");
  }

  @Test
  void whatNoInsightTakesNeverStarts() throws IOException {
    var out = simulates(SITE, "customer,at,duration,type\nacme,0,10,bake\nacme,0,10,render\n");

    assertThat(out).contains("1 never start");
  }

  @Test
  void whoHasNoPoolWaitsWhereNothingElseBinds() throws IOException {
    var twoPools = SITE + "  - {id: other, resourcePoolId: annex, mappers: {operationType: [x]}}\n";
    var out =
        simulates(
            twoPools + "customers: {acme: {resourcePoolId: site}}\n",
            "customer,at,duration,type\nacme,0,10,render\nzoe,0,10,render\n");

    assertThat(out).containsPattern("default +fifo +1 ").containsPattern("short +fifo +1 ");
  }

  @Test
  void aQueueThatIsFullTakesNobodyUntilSomebodyClaims() throws IOException {
    var arrivals = "customer,at,duration\n" + "acme,0,10\n".repeat(4);

    assertThat(simulates("queueSize: 2\n", arrivals)).contains("all done after 10.0 s");
    assertThat(simulates("queueSize: 2\n", arrivals, "--claim", "3"))
        .contains("all done after 13.0 s");
    assertThat(simulates("queueSize: 0\n", arrivals)).contains("4 never start");
  }

  @Test
  void shortWorkBorrowsWhatItGivesBackInTime() throws IOException {
    var lending = SITE.replace("operations: 2}}", "operations: 2}, reclaimTime: 30s}");
    var arrivals = new StringBuilder("customer,at,duration,type\n");
    for (int i = 0; i < 20; i++) {
      arrivals.append("globex,0,10,encode\n");
    }

    assertThat(simulates(SITE, arrivals.toString())).contains("after 3 min 20 s, at most 1 slots");
    // Once five have shown that they are short, two go at a time.
    assertThat(simulates(lending, arrivals.toString())).contains("after 2 min 10 s, at most 2");
  }

  @Test
  void refusesWhatIsNoInsightByItsPlace() throws IOException {
    var session = new Session(home);
    var bad =
        file(
            "bad.yaml",
            """
            insights:
              - {id: a, algorithm: lottery, resourcePoolId: site}
              - {id: a, resourcePoolId: site}
              - {title: nameless}
            resourcePools: [{id: site, capacity: {operations: -1}}]
            algorithm: fair
            """);

    assertThat(
            session.types(
                "simulate",
                "--policy",
                bad,
                "--arrivals",
                file("one.csv", "customer,at,duration\nacme,0,1\n")))
        .isEqualTo(2);
    assertThat(session.err())
        .contains("/insights/0/algorithm", "/insights/1", "an id", "/resourcePools/0")
        .contains("There is no such field here");
  }
}
