package dev.fairlead.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.catalog.ArtifactSpec;
import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.cdk.EnvironmentChoices.Cluster;
import dev.fairlead.cdk.EnvironmentChoices.Notice;
import dev.fairlead.cdk.EnvironmentChoices.Place;
import dev.fairlead.cdk.EnvironmentChoices.Pods;
import dev.fairlead.cdk.EnvironmentChoices.Reaping;
import dev.fairlead.cdk.EnvironmentChoices.Throttle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Templates of an environment, made once for all tests. The functions' code in them is a stand-in,
 * so that they need no built jars; {@link BuiltFunctionsTest} looks at those.
 *
 * @param folder where the templates are, and what else was written
 */
record Synthesis(EnvironmentName name, Path folder, Template stateful, Template stateless) {
  private static final boolean HAS_NODE = nodeRuns();

  /** The longest name that an environment may have. */
  static final String LONGEST_NAME = "x".repeat(EnvironmentName.MAX_LENGTH);

  private static final class Plain {
    static final Synthesis TEST = of("test", EnvironmentChoices.DEFAULTS);
  }

  private static final class Chosen {
    static final Synthesis LONGEST =
        of(
            LONGEST_NAME,
            new EnvironmentChoices(
                Optional.of(new Place("123456789012", "ap-southeast-1")),
                false,
                false,
                7,
                new Reaping(30, false),
                new Throttle(5, 10),
                new Notice(
                    Optional.of("ops@example.com"),
                    Optional.of("arn:aws:sns:ap-southeast-1:123456789012:pager")),
                false,
                Optional.of(
                    new Pods(new Cluster.Kubeconfig("operators/kubeconfig"), List.of("b", "a"))),
                Map.of("team", "media")));
  }

  private static final class OnEks {
    static final Synthesis EKS = of("eks", onEks());

    private static EnvironmentChoices onEks() {
      var usual = EnvironmentChoices.DEFAULTS;
      return new EnvironmentChoices(
          usual.place(),
          usual.terminationProtection(),
          usual.keepsData(),
          usual.logRetentionDays(),
          usual.reaping(),
          usual.throttle(),
          usual.notice(),
          usual.dashboard(),
          Optional.of(
              new Pods(
                  new Cluster.Eks("media", "https://eks.example", "LS0tLQ==", Optional.empty()),
                  List.of())),
          usual.tags());
    }
  }

  /** An environment called {@code test}, for which nothing was chosen. */
  static Synthesis test() {
    needsNode();
    return Plain.TEST;
  }

  /** One with the longest name, for which everything was chosen otherwise. */
  static Synthesis chosen() {
    needsNode();
    return Chosen.LONGEST;
  }

  /** One called {@code eks}, for which nothing was chosen but a cluster of EKS. */
  static Synthesis onEks() {
    needsNode();
    return OnEks.EKS;
  }

  /**
   * The CDK is a Node program behind a Java face, and the build asks nobody to have Node. Assumed
   * for each test, because a class that is skipped whole counts as one without tests.
   */
  static void needsNode() {
    assumeTrue(HAS_NODE, "no node on the PATH, which the CDK needs: templates not checked");
  }

  List<Template> stacks() {
    return List.of(stateful, stateless);
  }

  private static Synthesis of(String name, EnvironmentChoices choices) {
    try {
      Path folder = Path.of("target/synthesis", name).toAbsolutePath();
      var app =
          new App(
              AppProps.builder()
                  .outdir(folder.resolve("cdk.out").toString())
                  .analyticsReporting(false)
                  .treeMetadata(false)
                  .build());
      var environment = new FairleadEnvironment(new EnvironmentName(name), choices);
      FairleadApp.compose(app, environment, standIns(folder));
      Path out = Path.of(app.synth().getDirectory());
      return new Synthesis(
          environment.name(),
          out,
          Template.read(out.resolve("fairlead-" + name + "-stateful.template.json")),
          Template.read(out.resolve("fairlead-" + name + "-stateless.template.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Artifacts standIns(Path folder) throws IOException {
    Path root = folder.resolve("standins");
    for (ArtifactSpec artifact : ArtifactSpec.values()) {
      Path lib = Files.createDirectories(root.resolve(artifact.libraries()));
      Files.writeString(lib.resolve("code.txt"), artifact.name());
    }
    return new Artifacts(root);
  }

  private static boolean nodeRuns() {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
