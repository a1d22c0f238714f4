package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.ArtifactSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

class FairleadAppTest {
  @Test
  void refusesToGuessTheEnvironment() {
    Synthesis.needsNode();
    assertThatThrownBy(() -> FairleadApp.environmentOf(new App()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("say which environment, as in: cdk deploy -c env=NAME");
    var app = new App(AppProps.builder().context(Map.of("env", "Not Good")).build());
    assertThatThrownBy(() -> FairleadApp.environmentOf(app))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"Not Good\"");
  }

  @Test
  void preparesAnAccountWithoutOwningWhatOthersUse(@TempDir Path folder) {
    Synthesis.needsNode();
    var app =
        new App(
            AppProps.builder()
                .context(Map.of("prepare", "account"))
                .outdir(folder.toString())
                .analyticsReporting(false)
                .build());

    assertThat(FairleadApp.preparesAccount(app)).isTrue();
    assertThat(FairleadApp.preparesAccount(new App())).isFalse();
    FairleadApp.composeAccount(app);
    app.synth();
    var stack = Template.read(folder.resolve("fairlead-account.template.json"));

    assertThat(StatefulMirrorsCatalogTest.types(stack))
        .isEqualTo(Map.of("AWS::IAM::Role", 1L, "AWS::ApiGateway::Account", 1L));
    assertThat(stack.resources().values())
        .allSatisfy(resource -> assertThat(resource).containsEntry("DeletionPolicy", "Retain"));
    assertThat(folder.resolve("AwsSolutions-fairlead-account-NagReport.csv"))
        .content()
        .contains("Suppressed")
        .doesNotContain("Non-Compliant");
  }

  @Test
  void saysHowToGetTheFunctionsThatAreNotBuilt(@TempDir Path root) throws IOException {
    var artifacts = new Artifacts(root);

    assertThatThrownBy(() -> artifacts.folder(ArtifactSpec.REAPERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no functions/reapers/target/function/lib; build the functions first: ./build verify");

    Files.createDirectories(root.resolve("functions/reapers/target/function/lib"));
    assertThat(artifacts.folder(ArtifactSpec.REAPERS)).isDirectory();
  }
}
