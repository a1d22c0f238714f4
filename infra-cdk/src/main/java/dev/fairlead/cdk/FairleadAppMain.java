package dev.fairlead.cdk;

import dev.fairlead.cdk.EnvironmentFile.InvalidEnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * What {@code cdk} runs, see cdk.json, and what can be run without it: {@code ROOT [-c NAME=VALUE]…
 * [-o FOLDER]} with the folder of the checkout. Ends with 2 and a line a problem when it can't.
 */
public final class FairleadAppMain {
  private FairleadAppMain() {}

  public static void main(String[] arguments) {
    try {
      var words = List.of(arguments);
      var app = app(words.subList(1, words.size()));
      compose(app, Path.of(arguments[0]));
      app.synth();
    } catch (IllegalArgumentException | InvalidEnvironmentException | IOException refused) {
      System.err.println("fairlead: " + refused.getMessage());
      System.exit(2);
    }
  }

  /** What cdk says it says in the environment, where the library finds it by itself. */
  private static App app(List<String> words) {
    var context = new HashMap<String, Object>();
    var properties = AppProps.builder().analyticsReporting(false);
    for (int i = 0; i < words.size(); i += 2) {
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      int equals = value.indexOf('=');
      if (words.get(i).equals("-c") && equals > 0) {
        context.put(value.substring(0, equals), value.substring(equals + 1));
      } else if (words.get(i).equals("-o") && !value.isEmpty()) {
        properties.outdir(Path.of(value).toAbsolutePath().toString());
      } else {
        throw new IllegalArgumentException("usage: synth -c env=NAME [-o FOLDER]");
      }
    }
    return new App(properties.context(Map.copyOf(context)).build());
  }

  private static void compose(App app, Path root) throws IOException {
    if (FairleadApp.preparesAccount(app)) {
      FairleadApp.composeAccount(app);
      return;
    }
    var name = FairleadApp.environmentOf(app);
    var file = new EnvironmentFile(root.resolve("infra-cdk"));
    FairleadApp.compose(app, new FairleadEnvironment(name, file.read(name)), new Artifacts(root));
  }
}
