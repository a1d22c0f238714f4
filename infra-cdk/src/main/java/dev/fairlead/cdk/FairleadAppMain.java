package dev.fairlead.cdk;

import software.amazon.awscdk.App;

/**
 * What {@code cdk} runs, see cdk.json. Synthesizes into the folder that the tool names; ends with 2
 * and one line without an environment.
 */
public final class FairleadAppMain {
  private FairleadAppMain() {}

  public static void main(String[] arguments) {
    var app = new App();
    FairleadApp.compose(app, environmentOrExit(app));
    app.synth();
  }

  private static EnvironmentName environmentOrExit(App app) {
    try {
      return FairleadApp.environmentOf(app);
    } catch (IllegalArgumentException e) {
      System.err.println("fairlead: " + e.getMessage());
      System.exit(2);
      throw e;
    }
  }
}
