package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead secret}: {@code set}, {@code ls}, {@code rm}. */
@Command(
    name = "secret",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps secrets, which payloads get by @<secret:NAME>.",
      "No command and no route shows a value again."
    })
final class SecretCommand {
  private final Fairlead fairlead;

  SecretCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = {
        "Sets a secret: asks for the value where there is a terminal, else reads standard input.",
        "One line's end at the end is not part of the value."
      })
  int set(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Option(
              names = "--from-file",
              paramLabel = "FILE",
              description = "File that holds the value, read like standard input.")
          @Nullable Path file,
      @Parameters(paramLabel = "NAME", description = "What the secret is called.") String name) {
    requireName(name);
    var surroundings = fairlead.surroundings();
    // The server first: nobody should type a password for nothing.
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var value = SecretInput.of(surroundings).read(name, Optional.ofNullable(file));
      var answer = api.setSecret(name, value);
      output.write(
          surroundings.out(),
          answer,
          () -> List.of("Secret " + name + " is set: @<secret:" + name + ">"));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists your secrets and when each was set, without values.")
  int list(@Mixin ServerOptions server, @Mixin OutputOptions output) {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var secrets = new ArrayList<Json>();
      Optional<String> after = Optional.empty();
      do {
        var page = api.secrets(after);
        if (page.field("secrets").orElse(Json.NULL) instanceof Json.Arr(List<Json> some)) {
          secrets.addAll(some);
        }
        after = page.text("next");
      } while (after.isPresent());
      var all = Json.object().put("secrets", Json.array(secrets)).build();
      output.write(surroundings.out(), all, () -> lines(secrets));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "rm",
      mixinStandardHelpOptions = true,
      description = "Deletes a secret. Operations that ask for it from then on fail.")
  int delete(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "NAME", description = "Which one.") String name) {
    requireName(name);
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.deleteSecret(name);
      output.write(surroundings.out(), answer, () -> List.of("Secret " + name + " is deleted."));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> lines(List<Json> secrets) {
    if (secrets.isEmpty()) {
      return List.of("No secrets. Set one with 'fairlead secret set NAME'.");
    }
    var table = new Table("NAME", "SET");
    for (Json secret : secrets) {
      if (secret instanceof Json.Obj one) {
        table.add(
            Table.Cell.of(one.text("name").orElse("")),
            Table.Cell.of(one.text("setAt").orElse("")));
      }
    }
    var screen = fairlead.surroundings().out();
    return table.lines(screen.size().get().columns(), fairlead.style(screen));
  }

  static void requireName(String name) {
    if (SecretName.of(name).isEmpty()) {
      throw new CliException(
          ExitCode.INVALID,
          "'"
              + name
              + "' is no secret's name: 1 to 64 letters, digits, dots, underscores, dashes.");
    }
  }

  static String requireValue(String value) {
    if (!SecretValue.isValid(value)) {
      throw new CliException(
          ExitCode.INVALID,
          "A secret has at least "
              + SecretValue.MIN_CHARACTERS
              + " characters, blanks at its ends not counted, and at most "
              + SecretValue.MAX_BYTES
              + " bytes.");
    }
    return value;
  }
}
