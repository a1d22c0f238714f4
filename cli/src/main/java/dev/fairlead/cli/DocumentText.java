package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An agenda document as its author wrote it. The server is the one judge of it, so it goes there
 * byte by byte unless an option changes it.
 */
final class DocumentText {
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  private final String contentType;
  private final byte[] bytes;

  private DocumentText(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /**
   * Reads a file.
   *
   * @param file a path, or {@code -} for {@code stdin}
   */
  static DocumentText read(String file, InputStream stdin) {
    try {
      var bytes = file.equals("-") ? stdin.readAllBytes() : Files.readAllBytes(Path.of(file));
      return new DocumentText(contentType(file, bytes), bytes);
    } catch (NoSuchFileException missing) {
      throw new CliException(ExitCode.INVALID, "There is no file " + file + ".");
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CliException(ExitCode.INVALID, "Can't read " + file + ".");
    }
  }

  String contentType() {
    return contentType;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** This document with its {@code timeScale} set. */
  DocumentText withTimeScale(BigDecimal factor) {
    try {
      var document = contentType.equals(JSON) ? JsonText.parse(bytes) : JsonText.parseYaml(bytes);
      if (document instanceof Json.Obj object) {
        var scaled = object.with("timeScale", Json.of(factor));
        return new DocumentText(JSON, JsonText.write(scaled).getBytes(UTF_8));
      }
      throw new CliException(ExitCode.INVALID, "The document is no object.");
    } catch (FairleadException malformed) {
      throw new CliException(
          ExitCode.INVALID,
          malformed.code().sentence(),
          malformed.problems().stream()
              .map(p -> (p.path().isEmpty() ? "(document)" : p.path()) + "  " + p.message())
              .toList());
    }
  }

  private static String contentType(String file, byte[] bytes) {
    if (file.endsWith(".json")) {
      return JSON;
    }
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      return YAML;
    }
    for (byte one : bytes) {
      // Any JSON object is YAML too, but the JSON reader is faster and names places better.
      if (!Character.isWhitespace(one)) {
        return one == '{' || one == '[' ? JSON : YAML;
      }
    }
    return YAML;
  }
}
