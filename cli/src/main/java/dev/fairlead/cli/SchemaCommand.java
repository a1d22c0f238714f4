package dev.fairlead.cli;

import dev.fairlead.catalog.Body;
import dev.fairlead.core.error.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fairlead schema [NAME]}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of agenda documents, for an editor; asks no server.",
      "A server of this release gives the same under /v1/schemas/NAME."
    })
final class SchemaCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = "agenda-document",
      description = "What the schema is of (default: ${DEFAULT-VALUE}).")
  private String name = "";

  SchemaCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var body = Body.named(name).orElseThrow(this::unknown);
    fairlead.surroundings().out().print(List.of(body.schema().strip().split("\n", -1)));
    return ExitCode.SUCCEEDED.number();
  }

  private CliException unknown() {
    var names = Arrays.stream(Body.values()).map(Body::schemaName).toList();
    var meant = new NearestName().find(name, names);
    return new CliException(
        ExitCode.INVALID,
        "There is no schema '" + name + "'.",
        List.of(
            meant
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("There are " + String.join(", ", names) + ".")));
  }
}
