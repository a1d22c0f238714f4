package dev.fairlead.cdk;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/**
 * What {@code cdk} runs, see cdk.json; the argument is the folder of the checkout. Synthesizes into
 * the folder that the tool names; ends with 2 and a line a problem when it can't.
 */
public final class FairleadAppMain {
  private FairleadAppMain() {}

  public static void main(String[] arguments) {
    var app = new App();
    try {
      compose(app, Path.of(arguments[0]));
    } catch (IllegalArgumentException refused) {
      System.err.println("fairlead: " + refused.getMessage());
      System.exit(2);
    }
    app.synth();
  }

  private static void compose(App app, Path root) {
    var name = FairleadApp.environmentOf(app);
    FairleadApp.compose(
        app, new FairleadEnvironment(name, EnvironmentChoices.DEFAULTS), new Artifacts(root));
  }
}
