package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.secret.SecretValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a secret's value comes from: never the command line, which every process can read. */
record SecretInput(InputStream stdin, HiddenLine keyboard) {
  /** Enough to know that it is too long, with its line's end. */
  private static final int MAX_BYTES = SecretValue.MAX_BYTES + 3;

  static SecretInput of(Surroundings surroundings) {
    return new SecretInput(surroundings.in(), surroundings.keyboard());
  }

  /** The value; from the file if one is given, where {@code -} is standard input. */
  String read(String name, Optional<Path> file) {
    if (file.isPresent() && !file.get().toString().equals("-")) {
      try (var in = Files.newInputStream(file.get())) {
        return value(in);
      } catch (IOException unreadable) {
        throw new CliException(ExitCode.INVALID, "'" + file.get() + "' can't be read.");
      }
    }
    var typed =
        file.isPresent() ? Optional.<String>empty() : keyboard.ask("Value of " + name + ": ");
    if (typed.isPresent()) {
      return SecretCommand.requireValue(typed.get());
    }
    try {
      return value(stdin);
    } catch (IOException unreadable) {
      throw new CliException(ExitCode.INVALID, "Standard input can't be read.");
    }
  }

  private static String value(InputStream in) throws IOException {
    var bytes = in.readNBytes(MAX_BYTES);
    try {
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return SecretCommand.requireValue(text.replaceFirst("\\r?\\n\\z", ""));
    } catch (CharacterCodingException notText) {
      throw new CliException(
          ExitCode.INVALID, "A secret is text in UTF-8; encode bytes as base64.");
    }
  }
}
