package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintCommandTest {
  private static final String BAD =
      """
      title: x
      onFailure: drian
      operations:
        - name: a
          type: lgo
        - name: a
          type: log
          dependsOn: [b]
      """;

  @TempDir Path home;

  private Session session() {
    return new Session(home);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  @Test
  void saysHowLargeAGoodAgendaIs() throws IOException {
    var file =
        file(
            "good.yaml",
            """
            operations:
              - { name: a, type: log }
              - { name: b, type: log, dependsOn: [a], payload: { m: "@<A.out::/x>" } }
              - { name: c, type: log, payload: { m: "@<a.out> @<gone.out?none>" } }
              - { name: d, type: log, dependsOn: [b], params: { dependsOn: "c, b" } }
            """);
    var session = session();

    assertThat(session.types("lint", file)).isZero();

    assertThat(session.out())
        .isEqualTo(file + ": ok, 4 operations, 4 dependencies, depth 3, width 2\n");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void namesEveryProblemWithItsPlace() throws IOException {
    var file = file("bad.yaml", BAD);
    var session = session();

    assertThat(session.types("lint", file)).isEqualTo(2);

    assertThat(session.out())
        .isEqualTo(
            """
            bad.yaml:2:1: /onFailure: The field onFailure is drain, cancel or continue (unknown-value); did you mean "drain"?
            bad.yaml:5:5: /operations/0/type: There is no operation type "lgo" (unknown-type); did you mean "log"?
            bad.yaml:6:5: /operations/1/name: The name "a" is taken by operations/0; names must differ in more than case (duplicate-name)
            bad.yaml:8:17: /operations/1/dependsOn/0: There is no operation "b" (unknown-dependency)
            A server may know more types than are built in; see fairlead handler ls.
            4 problems.
            """
                .replace("bad.yaml", file));
    assertThat(session.err()).isEmpty();
  }

  @Test
  void goesThroughAllFilesWhateverBecomesOfTheFirst() throws IOException {
    var session = session();
    session.stdin = "operations: [ { name: a, type: log } ]";
    var bad = file("bad.json", "{\n\"operations\": 7}");
    var missing = home.resolve("bad.jsn").toString();

    assertThat(session.types("lint", missing, bad, home.toString(), "-")).isEqualTo(2);

    assertThat(session.out())
        .isEqualTo(
            """
            %s: There is no file %s (no-such-file); did you mean "%s"?
            %s:2:1: /operations: The field operations should be a list (wrong-type)
            %s: %s is a folder; name a file in it (not-a-file)
            stdin: ok, 1 operation, 0 dependencies, depth 1, width 1
            3 problems in 3 of 4 files.
            """
                .formatted(missing, missing, bad, bad, home, home));
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    var bad = file("bad.yaml", "operations: [ { name: a, type: lgo } ]");
    var session = session();
    session.stdin = "{\"operations\": [ { \"name\": \"a\", \"type\": \"log\" } ]}";

    assertThat(session.types("lint", bad, "-", "-o", "json")).isEqualTo(2);
    var told = JsonText.parse(session.out());
    session.types("lint", bad, "-", "-o", "yaml");

    assertThat(told)
        .isEqualTo(
            JsonText.parse(
                """
                {"files": [
                  {"file": "%s", "ok": false, "problems": [
                    {"path": "/operations/0/type", "code": "unknown-type",
                     "message": "There is no operation type \\"lgo\\".", "suggestion": "log",
                     "line": 1, "column": 26}]},
                  {"file": "stdin", "ok": true, "operations": 1, "dependencies": 0, "depth": 1,
                   "width": 1, "problems": []}]}
                """
                    .formatted(bad)));
    assertThat(JsonText.parseYaml(session.out())).isEqualTo(told);
    assertThat(session.err()).isEmpty();
  }

  @Test
  void breaksLinesBetweenWordsInATerminalOnly() throws IOException {
    var file = Files.writeString(home.resolve("b.yaml"), BAD);
    var session = session();
    session.terminal = true;
    session.environment.put("NO_COLOR", "1");

    session.types("lint", file.toString());
    var narrow = session.out();

    assertThat(narrow.lines()).hasSizeGreaterThan(5);
    assertThat(narrow.lines().filter(line -> !line.contains(file.toString())))
        .allSatisfy(line -> assertThat(line).matches("    \\S.*|A server may .*|4 problems\\."));
    assertThat(narrow).doesNotContain("\u001b");
    session.terminal = false;
    session.types("lint", file.toString());
    assertThat(narrow.replace("\n    ", " ")).isEqualTo(session.out());
  }

  @Test
  void paintsInATerminalThatShowsColours() throws IOException {
    var session = session();
    session.terminal = true;

    session.types("lint", file("b.yaml", BAD));

    assertThat(session.out())
        .contains("\u001b[31mThere")
        .endsWith("\u001b[31m4 problems.\u001b[0m\n");
  }

  @Test
  void letsNothingInADocumentSteerTheTerminal() throws IOException {
    var session = session();
    var file =
        file(
            "b.json", "{\"\\u001b[2Jx\\n\":1,\"operations\":[{\"name\":\"\\u202ea\",\"type\":7}]}");

    session.types("lint", file);

    assertThat(session.out()).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(session.out().lines()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agenda", "agenda.ymal", "Agenda.yml", "agend.yaml"})
  void guessesWhichFileWasMeant(String given) throws IOException {
    var meant = file("agenda.yaml", "operations: []");
    file("other.txt", "");
    var session = session();

    assertThat(session.types("lint", home.resolve(given).toString())).isEqualTo(2);
    assertThat(session.out()).contains("did you mean \"" + meant + "\"?");
  }

  @Test
  void guessesNothingInAFolderThatIsNotThere() {
    var session = session();

    assertThat(session.types("lint", home.resolve("no/such/a.yaml").toString())).isEqualTo(2);
    assertThat(session.out()).contains("(no-such-file)\n").doesNotContain("did you mean");
    assertThat(session.types("lint", "")).isEqualTo(2);
  }

  @Test
  void saysWhenAFileMayNotBeRead() throws IOException {
    var file = Files.writeString(home.resolve("secret.yaml"), "operations: []");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read everything");
    var session = session();

    assertThat(session.types("lint", file.toString())).isEqualTo(2);
    assertThat(session.out()).contains("You may not read").contains("(unreadable-file)");
  }

  @Test
  void readsNoMoreThanAServerWouldTake() throws IOException {
    var session = session();

    for (var ending : new String[] {"json", "yaml"}) {
      boolean isJson = ending.equals("json");
      int most = isJson ? DocumentFile.MAX_UPLOAD_BYTES : JsonLimits.MAX_TEXT_BYTES;
      var document = "{\"operations\":[{\"name\":\"a\",\"type\":\"log\"}],\"title\":\"t\"}";
      var padded =
          document.replace("\"title\"", " ".repeat(most - document.length()) + "\"title\"");

      assertThat(session.types("lint", file("most." + ending, padded))).isZero();
      assertThat(session.types("lint", file("more." + ending, padded + " "))).isEqualTo(2);
      assertThat(session.out())
          .contains(
              isJson
                  ? "larger than 16 MiB (too-large)"
                  : "larger than 5 MiB; as JSON it may have more (too-large)");
    }
    assertThat(session.types("lint", "/dev/zero")).isEqualTo(2);
    assertThat(session.out()).contains("(too-large)");
  }

  @Test
  void asksForAFile() {
    var session = session();

    assertThat(session.types("lint")).isEqualTo(2);
    assertThat(session.err()).contains("FILE").contains("Try 'fairlead lint --help'");
    assertThat(session.types("lnit", "x")).isEqualTo(2);
    assertThat(session.err()).contains("Did you mean 'fairlead lint'?");
  }

  @Test
  void knowsEveryFormOfAnEmptyProblemList() {
    var session = session();
    session.stdin = "operations: [ { name: a, type: log } ]";

    session.types("lint", "-", "-o", "json");

    var file = AgendaView.items((Json.Obj) JsonText.parse(session.out()), "files").getFirst();
    assertThat(AgendaView.items(file, "problems")).isEmpty();
  }
}
