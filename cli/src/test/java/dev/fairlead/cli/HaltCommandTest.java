package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaltCommandTest {
  @TempDir Path home;

  @Test
  void holdsDrainsAndReleasesWithAReason() {
    try (var server =
        new ScriptedServer()
            .on("POST /v1/insights/encode/hold", 200, "{'id':'encode','state':'HELD'}")
            .on("POST /v1/resourcepools/site/drain", 200, "{'id':'site','state':'DRAINING'}")
            .on("POST /v1/resourcepools/site/release", 200, "{'id':'site','state':'ACTIVE'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("insight", "hold", "encode", "--reason", "Full.")).isZero();
      assertThat(session.out()).isEqualTo("The insight encode is held.\n");
      assertThat(session.types("pool", "drain", "site", "--reason", "Full.")).isZero();
      assertThat(session.out())
          .endsWith("site is draining; schedulers know of it within ten seconds.\n");
      assertThat(session.types("pool", "release", "site", "--reason", "Empty.")).isZero();
      assertThat(session.out()).endsWith("The resource pool site is active.\n");
    }
  }

  @Test
  void wantsAReasonAndHoldsNoCustomers() {
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);

      assertThat(session.types("insight", "hold", "encode")).isEqualTo(2);
      assertThat(session.types("customer", "hold", "acme", "--reason", "x")).isEqualTo(2);
    }
  }

  @Test
  void tellsWhoDidWhatAndWhy() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/audit?limit=20",
                200,
                "{'entries':[{'id':'1','at':'2026-03-01T10:00:00.000Z','by':'0123456789abcdef','byName':'ada',"
                    + "'customerId':'ops','action':'HOLD','kind':'insight','subject':'encode','reason':'The"
                    + " disk is full.'},{'id':'0','at':'2026-02-01T10:00:00.000Z',"
                    + "'by':'fedcba9876543210','customerId':'ops','action':'DRAIN',"
                    + "'kind':'insight','subject':'encode','reason':'Old'}]}")
            .on("GET /v1/audit?limit=1", 200, "{'entries':[]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("audit")).isZero();
      assertThat(session.out().lines())
          .containsExactly(
              "WHEN                      WHAT   OF              BY              REASON",
              "2026-03-01T10:00:00.000Z  hold   insight encode  ada             The disk is full.",
              "2026-02-01T10:00:00.000Z  drain  insight encode  token fedcba98  Old");
      assertThat(session.types("audit", "-n", "1")).isZero();
      assertThat(session.out())
          .endsWith("Nobody has held, drained, released, rebound or bumped anything.\n");
    }
  }
}
