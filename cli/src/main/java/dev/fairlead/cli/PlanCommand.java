package dev.fairlead.cli;

import dev.fairlead.core.imports.ErnestHandlers;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.planning.ComponentPlan;
import dev.fairlead.core.planning.ComponentPlan.Outcome;
import dev.fairlead.core.planning.ComponentSet;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead plan FILE}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an agenda that creates the components of a file, each after those it depends on; with"
          + " --current, one that makes them of what there is: what is missing is created, what"
          + " differs updated, and what is not wanted deleted, in the opposite order.",
      "The file: {inventory: shop, components: [{id, component, provider, dependsOn: [ids],"
          + " payload}]}."
    })
final class PlanCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Parameters(paramLabel = "FILE", description = "Components, JSON or YAML; - for stdin.")
  private String file = "";

  @Mixin private final AgendaOutput output = new AgendaOutput();

  @Option(
      names = "--current",
      paramLabel = "FILE",
      description = "The components that there are (default: none).")
  private @Nullable String current;

  @Option(names = "--delete", description = "Deletes the components of the file.")
  private boolean deletes;

  @Option(
      names = "--handlers",
      paramLabel = "REGISTRY",
      description = "File with an operation type for each COMPONENT.VERB.PROVIDER.")
  private @Nullable String handlers;

  @Option(names = "--simulate", description = "What has no handler is simulated, else refused.")
  private boolean simulates;

  PlanCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var stdin = surroundings.in();
    if (deletes && current != null) {
      throw new CliException(
          ExitCode.INVALID,
          "--delete takes away what the file lists; --current has no part in it.");
    }
    var text = DocumentFile.require(file, stdin);
    var given = text.read(ComponentSet::read);
    var present =
        Optional.ofNullable(current)
            .map(named -> DocumentFile.require(named, stdin).read(ComponentSet::read))
            .orElse(ComponentSet.EMPTY);
    var registry = registry(stdin);
    var outcome =
        ComponentPlan.toAgenda(
            deletes ? given : present,
            deletes ? ComponentSet.EMPTY : given,
            registry.types(),
            simulates,
            DocumentCheck.typesWith(registry));
    switch (outcome) {
      case Outcome.Planned(Json.Obj document, int dependencies) ->
          output.write(
              new Imported(document, dependencies, List.of(), List.of(), List.of()),
              file,
              surroundings);
      case Outcome.Refused(var problems) -> throw text.refusal(problems);
    }
    return ExitCode.SUCCEEDED.number();
  }

  private ErnestHandlers registry(InputStream stdin) {
    return Optional.ofNullable(handlers)
        .map(named ->
            DocumentFile.require(named, stdin)
                .read((json, findings) ->
                    ErnestHandlers.read(json, DocumentCheck.TYPES.names(), findings)))
        .orElse(ErnestHandlers.NONE);
  }
}
