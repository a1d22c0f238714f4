package dev.fairlead.cli;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.imports.ErnestHandlers;
import dev.fairlead.core.imports.ErnestMode;
import dev.fairlead.core.imports.ErnestPlan;
import dev.fairlead.core.imports.ErnestSimulation;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.Refused;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead import ernest FILE}. */
@Command(
    name = "ernest",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an agenda of a plan of ernest's scheduler (build JSON): an operation for each change,"
          + " in the order of its edges.",
      "TYPE.VERB.PROVIDER of a change, such as vpc.delete.aws, picks the operation type by"
          + " --handlers; what is not listed there is simulated with --simulate, else refused."
    })
final class ImportErnestCommand implements Callable<Integer> {
  private static final String PLAIN = "";

  private final Fairlead fairlead;

  @Parameters(paramLabel = "FILE", description = "Plan, JSON or YAML; - for stdin.")
  private String file = "";

  @Mixin private final AgendaOutput output = new AgendaOutput();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      completionCandidates = Modes.class,
      description = "resume (default): completed changes are not run again; restart: all are run.")
  private ErnestMode mode = ErnestMode.RESUME;

  @Option(
      names = "--handlers",
      paramLabel = "REGISTRY",
      description = "File with an operation type for each TYPE.VERB.PROVIDER.")
  private @Nullable String handlers;

  @Option(
      names = "--simulate",
      arity = "0..1",
      fallbackValue = PLAIN,
      paramLabel = "ANSWERS",
      description =
          "Changes without a handler are simulated. The file says how, by component id or"
              + " TYPE.VERB.PROVIDER: {\"vpc.delete.aws\": {\"seconds\": 2, \"reply\": {...},"
              + " \"error\": \"...\"}}. What it does not say succeeds at once with the component"
              + " as reply.")
  private @Nullable String answers;

  ImportErnestCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var stdin = surroundings.in();
    var text = DocumentFile.require(file, stdin);
    var registry =
        Optional.ofNullable(handlers)
            .map(named ->
                DocumentFile.require(named, stdin)
                    .read((json, findings) ->
                        ErnestHandlers.read(json, DocumentCheck.TYPES.names(), findings)))
            .orElse(ErnestHandlers.NONE);
    var simulation =
        Optional.ofNullable(answers)
            .map(named ->
                named.equals(PLAIN)
                    ? ErnestSimulation.PLAIN
                    : DocumentFile.require(named, stdin).read(ErnestSimulation::read));
    var imported =
        switch (ErnestPlan.toAgenda(
            text.parsed(), mode, registry, simulation, DocumentCheck.typesWith(registry))) {
          case Imported made -> made;
          case Refused(List<Problem> problems) -> throw text.refusal(problems);
        };
    output.write(imported, file, surroundings);
    return ExitCode.SUCCEEDED.number();
  }

  /** What shells complete. */
  static final class Modes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("resume", "restart").iterator();
    }
  }
}
