package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportErnestCommandTest {
  private static final String PLAN =
      """
      {'id':'p-1','action':'build.create',
       'components':[{'_component_id':'credentials::c','_component':'credentials',
         '_action':'none','_provider':'aws','key':'hunter2-hunter2'}],
       'changes':[
         {'_component_id':'vpc::a','_component':'vpc','_action':'create','_provider':'aws',
          '_state':'waiting','key':'$(components.0.key)'},
         {'_component_id':'net::b','_component':'net','_action':'create','_provider':'aws',
          '_state':'waiting'}],
       'edges':[{'source':'start','destination':'vpc::a','length':1},
         {'source':'vpc::a','destination':'net::b','length':1}]}
      """;

  @TempDir Path home;

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text.replace('\'', '"')).toString();
  }

  @Test
  void asksForCredentialsAsSecretsAndSaysSo() throws IOException {
    var session = new Session(home);
    var agenda = home.resolve("agenda.json");

    int code =
        session.types(
            "import", "ernest", file("plan.json", PLAN), "--simulate", "-o", agenda.toString());

    assertThat(code).isZero();
    assertThat(session.err())
        .isEqualTo(
            """
            Wrote %s: 2 operations, 1 dependency.
            Credentials, not carried over but asked for as secrets: credentials.c.key.
            What an agenda has no place for is not carried over:
              plan          components
              edges         length (2)
            """
                .formatted(agenda));
    assertThat(Files.readString(agenda))
        .contains("\"@<secret:credentials.c.key>\"")
        .doesNotContain("hunter2");
  }

  @Test
  void picksHandlersFromTheRegistryAndSimulatesTheRestAsTold() throws IOException {
    var session = new Session(home);
    var registry = file("handlers.json", "{'vpc.create.aws': 'shell'}");
    var answers = file("answers.yaml", "net::b: { seconds: 7, reply: { id: n-1 } }");

    int code =
        session.types(
            "import",
            "ernest",
            file("plan.json", PLAN),
            "--handlers",
            registry,
            "--simulate=" + answers);

    assertThat(code).isZero();
    assertThat(session.out()).contains("\"type\": \"shell\"", "\"seconds\": 7", "\"id\": \"n-1\"");
    assertThat(session.err()).contains("Simulated, for want of a handler: net.create.aws.");
  }

  @Test
  void namesWhatHasNoHandlerByItsPlace() throws IOException {
    var session = new Session(home);

    assertThat(session.types("import", "ernest", file("plan.json", PLAN))).isEqualTo(2);

    assertThat(session.err())
        .contains(
            "plan.json:5:4: /changes/0: No handler is known for \"vpc.create.aws\" (no-handler)",
            "plan.json:7:4: /changes/1: No handler is known for \"net.create.aws\" (no-handler)");
    assertThat(session.out()).isEmpty();
  }

  @Test
  void namesProblemsOfARegistryByItsOwnFile() throws IOException {
    var session = new Session(home);
    var registry = file("handlers.json", "{'vpc.create.aws': 'shel'}");
    var plan = file("plan.json", PLAN);

    assertThat(session.types("import", "ernest", plan, "--handlers", registry)).isEqualTo(2);
    assertThat(session.err()).contains("handlers.json:1:").contains("did you mean \"shell\"?");
    assertThat(session.types("import", "ernest", plan, "--simulate=nowhere.json")).isEqualTo(2);
    assertThat(session.types("import", "ernest", plan, "--mode", "again")).isEqualTo(2);
    assertThat(session.out()).isEmpty();
  }
}
