package dev.fairlead.cli;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead token}: {@code create}, {@code first}. */
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
          List<String> scope,
      @Option(
              names = "--name",
              paramLabel = "TEXT",
              description =
                  "What people shall know it by, as in the audit (default: its customer).")
          @Nullable String name) {
    for (var one : scope) {
      if (!SCOPES.contains(one)) {
        throw new CliException(
            ExitCode.INVALID, "'" + one + "' is no scope: read, write and admin are.");
      }
    }
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.createToken(customer, scope, Optional.ofNullable(name));
      output.write(surroundings.out(), answer, () -> List.of(answer.text("token").orElse("")));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "first",
      mixinStandardHelpOptions = true,
      description = {
        "Makes an admin's token for an environment on AWS that has none, and prints it, once.",
        "Asks no server: it writes the row by which the environment will know the token, and says"
            + " how to store it."
      })
  int first(
      @Option(
              names = "--env",
              paramLabel = "NAME",
              required = true,
              description = "The environment, as in cdk deploy -c env=NAME.")
          String environment,
      @Option(
              names = "--customer",
              paramLabel = "NAME",
              required = true,
              description = "Whom it speaks for; as an admin's it may act for all.")
          String customer,
      @Option(
              names = {"-o", "--output-file"},
              paramLabel = "FILE",
              defaultValue = "first-token.json",
              description = "Where the row goes (default: ${DEFAULT-VALUE}); holds no secret.")
          Path file) {
    if (!CustomerId.isValid(customer)) {
      throw new CliException(ExitCode.INVALID, "'" + customer + "' is no customer's id.");
    }
    if (!EnvironmentName.isValid(environment)) {
      throw new CliException(ExitCode.INVALID, "'" + environment + "' is no environment's name.");
    }
    var surroundings = fairlead.surroundings();
    var made =
        FirstToken.of(
            new CustomerId(customer), new Ids(InstantSource.system(), new SecureRandom()));
    try {
      Files.writeString(file, made.row() + "\n");
    } catch (IOException e) {
      throw new CliException(ExitCode.INVALID, "'" + file + "' can't be written.");
    }
    surroundings.out().print(made.secret());
    surroundings
        .err()
        .print(
            List.of(
                "Keep this token: it is stored nowhere. It is good once you have run",
                "  aws dynamodb put-item --table-name "
                    + new EnvironmentName(environment).naming(TableSpec.TOKENS.tableName())
                    + " --item file://"
                    + file
                    + " --condition-expression 'attribute_not_exists(pk)'"));
    return ExitCode.SUCCEEDED.number();
  }
}
