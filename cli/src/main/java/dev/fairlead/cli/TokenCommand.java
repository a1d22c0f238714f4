package dev.fairlead.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead token}: {@code create}. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Makes API tokens.")
final class TokenCommand {
  private static final Set<String> SCOPES = Set.of("read", "write", "admin");

  private final Fairlead fairlead;

  TokenCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a token and prints it, once: only its hash is kept.")
  int create(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Option(
              names = "--customer",
              paramLabel = "NAME",
              required = true,
              description = "Whom it speaks for.")
          String customer,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              split = ",",
              defaultValue = "read,write",
              description = "What it allows, of read, write, admin (default: ${DEFAULT-VALUE}).")
          List<String> scope) {
    for (var one : scope) {
      if (!SCOPES.contains(one)) {
        throw new CliException(
            ExitCode.INVALID, "'" + one + "' is no scope: read, write and admin are.");
      }
    }
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.createToken(customer, scope);
      output.write(surroundings.out(), answer, () -> List.of(answer.text("token").orElse("")));
      return ExitCode.SUCCEEDED.number();
    }
  }
}
