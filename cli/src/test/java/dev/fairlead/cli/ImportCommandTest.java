package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String INSTANCE =
      """
      {'name':'words-7','schemaVersion':'1.5','workflow':{
        'specification':{'tasks':[
          {'id':'split','name':'split','children':['COUNT','count']},
          {'id':'count','name':'count','inputFiles':['a.txt']},
          {'id':'COUNT','name':'count','parents':['split']}],'files':[{'id':'a.txt'}]},
        'execution':{'tasks':[
          {'id':'split','runtimeInSeconds':1.5,'avgCPU':99},
          {'id':'count','runtimeInSeconds':20,'avgCPU':98},
          {'id':'COUNT','runtimeInSeconds':21}]}}}
      """;

  @TempDir Path home;

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("instance.json"), text.replace('\'', '"'));
  }

  @Test
  void writesTheAgendaAndSaysWhatBecameOfTheRest() throws IOException {
    var session = new Session(home);
    var agenda = home.resolve("agenda.json");

    int code =
        session.types(
            "import",
            "wfformat",
            file(INSTANCE).toString(),
            "-o",
            agenda.toString(),
            "--time-scale",
            "0.5");

    assertThat(code).isZero();
    assertThat(session.out()).isEmpty();
    assertThat(session.err())
        .isEqualTo(
            """
            Wrote %s: 3 operations, 2 dependencies.
            Renamed, because names of operations differ in more than case, have at most 256\
             characters, no control characters and no blanks at their ends:
              COUNT -> COUNT-2
            What an agenda has no place for is not carried over:
              tasks         avgCPU (2), inputFiles, name
              specification files
            """
                .formatted(agenda));
    var document = JsonText.parse(Files.readAllBytes(agenda));
    assertThat(DocumentRules.check(document, Set.of("simulate")))
        .isInstanceOfSatisfying(
            DocumentRules.Valid.class,
            valid -> {
              assertThat(valid.document().title()).contains("words-7");
              assertThat(valid.document().timeScale()).isEqualTo(0.5);
            });
  }

  @Test
  void importsTheExample() {
    var session = new Session(home);

    assertThat(session.types("import", "wfformat", "../examples/recorded.json")).isZero();

    assertThat(session.err()).startsWith("Made an agenda: 5 operations, 6 dependencies.");
  }

  @Test
  void writesToStandardOutputAndReadsStandardInput() {
    var session = new Session(home);
    session.stdin = INSTANCE.replace('\'', '"');

    assertThat(session.types("import", "wfformat", "-")).isZero();

    assertThat(session.out()).startsWith("{\n").contains("\"seconds\": 1.5");
    assertThat(session.err()).startsWith("Made an agenda: 3 operations");
  }

  @Test
  void namesEveryProblemAndWritesNothing() throws IOException {
    var session = new Session(home);
    var agenda = home.resolve("agenda.json");
    var broken =
        INSTANCE
            .replace("'parents':['split']", "'parents':['splt']")
            .replace("1.5,'avg", "-1,'avg");

    int code =
        session.types("import", "wfformat", file(broken).toString(), "-o", agenda.toString());

    assertThat(code).isEqualTo(2);
    assertThat(session.err())
        .contains(
            "instance.json:5:45: /workflow/specification/tasks/2/parents/0: There is no task"
                + " \"splt\" (unknown-task); did you mean \"split\"?\n",
            ": /workflow/execution/tasks/0/runtimeInSeconds: ",
            "fairlead: 2 problems in ");
    assertThat(agenda).doesNotExist();
  }

  @Test
  void refusesWhatItCannotReadOrWrite() throws IOException {
    var session = new Session(home);

    assertThat(session.types("import", "wfformat", "nowhere.json")).isEqualTo(2);
    assertThat(session.err()).contains("There is no file nowhere.json (no-such-file)");
    assertThat(session.types("import", "wfformat", file("{'a':").toString())).isEqualTo(2);
    assertThat(session.err()).contains("instance.json:1:6: ");
    assertThat(session.types("import", "wfformat", file("[]").toString())).isEqualTo(2);
    assertThat(session.err())
        .contains("instance.json:1:1: A WfFormat instance is an object (wrong-type)");
    var instance = file(INSTANCE).toString();
    assertThat(session.types("import", "wfformat", instance, "--time-scale", "0")).isEqualTo(2);
    assertThat(session.types("import", "wfformat", instance, "-o", home.toString())).isEqualTo(2);
    assertThat(session.err()).contains("Can't write " + home);
    assertThat(session.types("import")).isEqualTo(2);
    assertThat(session.out()).isEmpty();
  }
}
