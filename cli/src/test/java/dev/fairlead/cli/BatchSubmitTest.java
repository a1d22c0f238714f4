package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchSubmitTest {
  private static final String BULK = "POST /v1/agendas/bulk";
  private static final String GOOD = "operations: [ {name: a, type: log} ]\n";
  private static final String OTHER = "01jbhm3kz8x5t0q2r4s6v8w9yb";

  @TempDir Path home;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(home.resolve("agendas"));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content, UTF_8).toString();
  }

  private static String accepted(int index, String id) {
    return "{'index':" + index + ",'status':201,'id':'" + id + "','insight':'default'}";
  }

  private static String refused(int index) {
    return "{'index':"
        + index
        + ",'status':400,'code':'INVALID_DOCUMENT','detail':'The document has a problem.',"
        + "'problems':[{'path':'/operations/0/type','code':'unknown-type','message':'No lag.'}]}";
  }

  private static String outcome(String... items) {
    return "{'accepted':1,'refused':1,'items':[" + String.join(",", items) + "]}";
  }

  @Test
  void tellsTheGoodOnesFromTheBadOnes() throws IOException {
    var good = file("good.yaml", GOOD);
    var bad = file("bad.yaml", "operations:\n  - name: a\n    type: lag\n");
    try (var server =
        new ScriptedServer().on(BULK, 200, outcome(accepted(0, Agendas.ID), refused(1)))) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", good, bad)).isEqualTo(2);

      assertThat(session.out().lines().toList())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("AGENDA"),
              line -> assertThat(line).startsWith(Agendas.ID + "  accepted  ").endsWith(good),
              line -> assertThat(line).contains("  refused   ").endsWith(bad),
              line ->
                  assertThat(line)
                      .isEqualTo(bad + ":3:5: /operations/0/type: No lag (unknown-type)"),
              line -> assertThat(line).isEqualTo("1 of 2 agendas accepted."));
    }
  }

  @Test
  void takesFoldersAndFilesOfSeveralDocuments() throws IOException {
    file("b.yaml", "---\n" + GOOD + "---\n# nothing of note\n" + GOOD.replace("a,", "b,"));
    file("a.json", "{\"operations\": []}");
    file("notes.txt", "no document");
    try (var server =
        new ScriptedServer()
            .on(BULK, 200, outcome(accepted(0, Agendas.ID), accepted(1, OTHER), refused(2)))) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", folder.toString(), "--idempotency-key", "k", "-o", "json"))
          .isEqualTo(2);

      assertThat(server.asked().getFirst().body())
          .isEqualTo(
              """
              {"agendas":[{"document":{"operations":[]},"idempotencyKey":"k/0"},\
              {"document":{"operations":[{"name":"a","type":"log"}]},"idempotencyKey":"k/1"},\
              {"document":{"operations":[{"name":"b","type":"log"}]},"idempotencyKey":"k/2"}]}\
              """);
      assertThat(session.out()).contains("\"accepted\": 2", "\"refused\": 1", "b.yaml");
    }
  }

  @Test
  void showsAProblemOfALaterDocumentInItsLine() throws IOException {
    var file = file("two.yaml", GOOD + "---\noperations:\n  - name: a\n    type: lag\n");
    try (var server =
        new ScriptedServer().on(BULK, 200, outcome(accepted(0, Agendas.ID), refused(1)))) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", file)).isEqualTo(2);
      assertThat(session.out()).contains(file + ":5:5: /operations/0/type: No lag");
    }
  }

  @Test
  void oneDocumentIsSentAsItIs() throws IOException {
    var commented = "# mine\n---\n" + GOOD;
    try (var server =
        new ScriptedServer()
            .on("POST /v1/agendas", 201, "{'id':'" + Agendas.ID + "','insight':'default'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", file("one.yaml", commented))).isZero();
      assertThat(server.asked().getFirst().body()).isEqualTo(commented);
    }
  }

  @Test
  void sendsNothingWhenOneCantBeRead() throws IOException {
    var good = file("good.yaml", GOOD);
    var empty = Files.createDirectory(home.resolve("empty")).toString();
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", good, file("bad.json", "{ not json"))).isEqualTo(2);
      assertThat(session.err()).contains("bad.json:1:3: ");
      assertThat(session.types("submit", good, folder.resolve("none.yaml").toString()))
          .isEqualTo(2);
      assertThat(session.types("submit", empty)).isEqualTo(2);
      assertThat(session.err()).contains("has no .yaml, .yml or .json file");
      assertThat(session.types("submit", good, good, "--watch")).isEqualTo(2);
      assertThat(session.err()).contains("--watch follows one agenda; these are 2");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void sendsManyInAsManyCallsAsItTakes() throws IOException {
    for (int i = 0; i < 101; i++) {
      file("f%03d.yaml".formatted(i), GOOD);
    }
    var hundred =
        IntStream.range(0, 100)
            .mapToObj(i -> accepted(i, Agendas.ID))
            .collect(Collectors.joining(","));
    try (var server =
        new ScriptedServer()
            .on(BULK, 200, outcome(hundred))
            .on(BULK, 200, outcome(accepted(0, OTHER)))) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", folder.toString(), "--idempotency-key", "k")).isZero();

      assertThat(server.asked()).hasSize(2);
      assertThat(server.asked().getLast().body()).contains("\"idempotencyKey\":\"k/100\"");
      assertThat(session.out()).contains(OTHER).endsWith("101 of 101 agendas accepted.\n");
    }
  }

  @Test
  void exitsWithTheWorst() throws IOException {
    var busy =
        "{'index':1,'status':503,'code':'DEPENDENCY_UNAVAILABLE','detail':'Try again.',"
            + "'problems':[]}";
    try (var server = new ScriptedServer().on(BULK, 200, outcome(accepted(0, Agendas.ID), busy))) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", file("two.yaml", GOOD + "---\n" + GOOD))).isEqualTo(3);
      assertThat(session.out()).contains("two.yaml: Try again (DEPENDENCY_UNAVAILABLE)");
    }
  }
}
