package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {
  private static final String DOCUMENT =
      """
      title: Encode
      operations:
        - { name: Probe, type: log, payload: { message: probing } }
        - { name: encode, type: log, payload: { message: "@<probe.out::/height>" } }
        - { name: package, type: log, dependsOn: [encode], payload: { message: packed } }
        - { name: publish, type: log, dependsOn: [package], payload: { message: "@<PACKAGE.out>" } }
        - { name: report, type: log, payload: { message: "@<nobody.out?none>" } }
      """;

  /** The document of {@link Agendas}'s agenda. */
  private static final String ACCEPTED =
      """
      {'title':'Encode','operations':[
        {'name':'probe','type':'shell','payload':{'command':['true']}},
        {'name':'encode','type':'of-the-future','payload':{'height':'@<probe.out::/height>'}}]}
      """;

  @TempDir Path home;

  @Test
  void drawsADocumentWithoutAnyServer() throws IOException {
    var session = new Session(home);

    assertThat(session.types("graph", file(DOCUMENT))).isZero();

    assertThat(session.err()).isEmpty();
    assertThat(session.out())
        .startsWith("---\ntitle: \"Encode\"\n---\nflowchart LR\n  n0(\"Probe<br/>log\")")
        .contains("\n  n0 -.-> n1\n  n1 --> n2\n  n2 ==> n3\n")
        .doesNotContain("succeeded");
  }

  @Test
  @Tag("S22")
  void saysWhatIsDoneWithWhichComponent() throws IOException {
    var session = new Session(home);
    var document =
        file(
            """
            operations:
              - { name: vpc, type: shell, verb: create, provider: aws, component: vpc, payload: { command: [x] } }
              - { name: net, type: log, dependsOn: [vpc], verb: delete, payload: {} }
            """);

    assertThat(session.types("graph", document)).isZero();
    assertThat(session.out())
        .contains("\"vpc<br/>vpc.create.aws (shell)\"", "\"net<br/>log.delete.fairlead (log)\"");
    assertThat(session.types("graph", document, "--format", "dot")).isZero();
    assertThat(session.out()).contains("label=\"vpc\\nvpc.create.aws (shell)\"");
  }

  @Test
  void drawsWhatComesFromAPipe() {
    var session = new Session(home);
    session.stdin = DOCUMENT;

    assertThat(session.types("graph", "-", "--format", "dot")).isZero();

    assertThat(session.out())
        .startsWith("digraph agenda {\n")
        .contains("\n  n0 -> n1 [style=dashed]\n  n1 -> n2\n  n2 -> n3 [style=bold]\n");
  }

  @Test
  void saysTheSameTwice() throws IOException {
    var session = new Session(home);
    session.types("graph", file(DOCUMENT));
    var first = session.out();

    session.types("graph", file(DOCUMENT));

    assertThat(session.out()).isEqualTo(first);
  }

  @Test
  void namesEveryProblemOfABadDocument() throws IOException {
    var session = new Session(home);
    var bad = "operations:\n  - {name: a, type: shel}\n  - {name: A, type: log, dependsOn: [b]}\n";

    assertThat(session.types("graph", file(bad))).isEqualTo(2);

    assertThat(session.out()).isEmpty();
    assertThat(session.err())
        .contains("/operations/0/type", "/operations/1/name", "/operations/1/dependsOn/0");
  }

  @Test
  void refusesWhatIsNoDocument() throws IOException {
    var session = new Session(home);

    assertThat(session.types("graph", file("{ operations: ["))).isEqualTo(2);
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).contains("agenda.yaml:1:16: ").contains("fairlead: 1 problem in ");
  }

  @Test
  void drawsWhatBecameOfAnAgenda() {
    try (var server = serving(Agendas.failed(), 200, ACCEPTED)) {
      var session = Session.at(server, home);

      assertThat(session.types("graph", "@latest")).isZero();

      assertThat(session.out())
          .contains(
              "title: \"Encode – failed in 2.00 s\"",
              "n0[\"probe<br/>shell<br/>#10004; succeeded #183; 0.50 s\"]:::is_succeeded",
              "n1{{\"encode<br/>shell<br/>#10008; failed, attempt 2 #183; 1.10 s<br/>exit#58;3\"}}"
                  + ":::is_failed",
              "n0 -.-> n1");
    }
  }

  @Test
  void drawsAnAgendaThatRuns() {
    try (var server = serving(Agendas.executing(), 200, ACCEPTED)) {
      var session = Session.at(server, home);

      assertThat(session.types("graph", Agendas.ID, "--format", "dot")).isZero();

      assertThat(session.out())
          .contains("label=\"Encode – executing\"", "probe\\nshell\\n◇ ready", "· waiting");
    }
  }

  @Test
  void takesADocumentItCantReadForOneWithoutReferences() {
    try (var server = serving(Agendas.succeeded(), 200, "{'operations':[{'futureField':1}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("graph", Agendas.ID)).isZero();

      assertThat(session.out()).contains("n0 --> n1").doesNotContain("-.->");
    }
  }

  @Test
  void exitsAsTheServerRefuses() {
    try (var server = serving(Agendas.succeeded(), 403, "{'detail':'Not yours.'}")) {
      assertThat(Session.at(server, home).types("graph", Agendas.ID)).isEqualTo(4);
    }
  }

  @Test
  void namesWhatIsNeitherFileNorAgenda() {
    var session = new Session(home);

    assertThat(session.types("graph", "helo.yaml")).isEqualTo(2);

    assertThat(session.err())
        .isEqualTo("fairlead: There is no file helo.yaml, nor is that an agenda's id.\n");
  }

  @Test
  void writesAFileInUtf8() throws IOException {
    var session = new Session(home);
    var picture = home.resolve("picture.mmd");

    assertThat(
            session.types(
                "graph", file(DOCUMENT.replace("Encode", "日本")), "-o", picture.toString()))
        .isZero();

    assertThat(session.out()).isEmpty();
    assertThat(picture).content().startsWith("---\ntitle: \"日本\"\n");
  }

  @Test
  void neverOverwritesTheDocument() throws IOException {
    var session = new Session(home);
    var document = file(DOCUMENT);

    assertThat(session.types("graph", document, "-o", document)).isEqualTo(2);

    assertThat(Path.of(document)).hasContent(DOCUMENT);
  }

  @Test
  void saysWhereItCantWrite() throws IOException {
    var session = new Session(home);

    assertThat(session.types("graph", file(DOCUMENT), "-o", home.resolve("no/where").toString()))
        .isEqualTo(1);

    assertThat(session.err()).contains("Can't write");
  }

  @Test
  void warnsAsideOfWhatMermaidDoesNotDraw() throws IOException {
    var session = new Session(home);
    var document = new StringBuilder("operations:\n  - { name: op-0, type: log }\n");
    for (int i = 1; i <= 501; i++) {
      document.append("  - { name: op-%d, type: log, dependsOn: [op-%d] }\n".formatted(i, i - 1));
    }

    assertThat(session.types("graph", file(document.toString()))).isZero();

    assertThat(session.out()).startsWith("flowchart LR\n");
    assertThat(session.err())
        .startsWith("fairlead: Mermaid draws at most 500 edges")
        .contains("dot");
  }

  private static ScriptedServer serving(String run, int status, String document) {
    return new ScriptedServer()
        .on("GET /v1/agendas?limit=1", 200, "{'agendas':[{'id':'%s'}]}".formatted(Agendas.ID))
        .on("GET /v1/agendas/" + Agendas.ID, 200, run)
        .on("GET /v1/agendas/" + Agendas.ID + "/document", status, document);
  }

  private String file(String text) throws IOException {
    return Files.writeString(home.resolve("agenda.yaml"), text).toString();
  }
}
