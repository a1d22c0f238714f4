package dev.fairlead.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code fairlead completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints completion for bash and zsh: source <(fairlead completion)")
final class CompletionCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  CompletionCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    fairlead.surroundings().out().print(AutoComplete.bash("fairlead", fairlead.commandLine()));
    return ExitCode.SUCCEEDED.number();
  }
}
