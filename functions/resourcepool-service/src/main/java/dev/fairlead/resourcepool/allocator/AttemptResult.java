package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** What an exit code and a result file on a host mean. */
final class AttemptResult {
  /** Bytes of a result: what a request to the API may be. */
  static final int MAX_BYTES = 5 * 1024 * 1024;

  /** A diagnostic is for people, who see the log beside it. */
  private static final int MAX_LINE = 200;

  private AttemptResult() {}

  /**
   * The end of work whose exit code is 0.
   *
   * @throws AccessException if its result could not be read, and may be later
   */
  static Ending read(AttemptWork.Opener files, Redaction redaction) {
    var opened = files.apply(FilesystemInterface.class);
    if (opened.isEmpty()) {
      return failed("What its lease is on has no files to read a result from.");
    }
    var content = new ByteArrayOutputStream();
    try (var access = opened.get()) {
      access.read(DetachedCommand.OUTPUT, content, MAX_BYTES);
    } catch (AccessException none) {
      if (none.fault() == AccessFault.NOT_FOUND) {
        return new Ending.Succeeded(Json.object().put("exitCode", 0).build());
      }
      if (none.fault().isRetryable()) {
        throw none;
      }
      return failed(
          none.fault() == AccessFault.TOO_LARGE
              ? "The result is larger than 5 MiB."
              : "The result can't be read: " + none.getMessage());
    }
    try {
      return new Ending.Succeeded(redaction.json(JsonText.parse(content.toByteArray())));
    } catch (FairleadException malformed) {
      return failed("The result is not JSON: " + redaction.text("" + malformed.getMessage()));
    }
  }

  /**
   * The end of work with another exit code.
   *
   * @param log what it printed last, without secrets
   */
  static Ending ofExit(int exit, List<String> command, Optional<String> log) {
    var program = command.getFirst();
    var sentence =
        switch (exit) {
          case 126 -> "The program " + program + " can't be executed.";
          case 127 -> "There is no program " + program + ".";
          default ->
              exit > 128
                  ? "The command " + program + " was ended by signal " + (exit - 128) + "."
                  : "The command " + program + " ended with exit code " + exit + ".";
        };
    var last =
        log.flatMap(text -> text.lines().filter(line -> !line.isBlank()).reduce((_, l) -> l));
    return new Ending.Failed(
        new Diagnostic(
            "exit:" + exit,
            last.map(line -> sentence + " It printed last: " + cut(line.strip()))
                .orElse(sentence)));
  }

  private static String cut(String line) {
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }

  private static Ending failed(String why) {
    return new Ending.Failed(new Diagnostic("result", why));
  }
}
