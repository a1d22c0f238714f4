package dev.fairlead.handlers.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Handler;
import dev.fairlead.sdk.HandlerFailure;
import dev.fairlead.wire.JsonText;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a command until it ends, or until it is asked to (then the command gets SIGTERM). The result
 * is what it prints, which is JSON then, if asked for; else {@code {"exitCode": 0}}. Any other exit
 * code fails the attempt with code {@code exit:N}.
 */
final class ShellHandler implements Handler<ShellPayload, Json> {
  /** What a command may print as its result; a pod's annotation holds no more. */
  static final int MAX_RESULT_BYTES = 128 * 1024;

  @Override
  public List<String> validate(ShellPayload payload) {
    var wrong = new ArrayList<String>();
    if (payload.script().isPresent() != payload.command().isEmpty()) {
      wrong.add("A shell operation has either \"command\" or \"script\".");
    }
    if (payload.result().filter(result -> !result.equals("stdout")).isPresent()) {
      wrong.add("\"result\" is \"stdout\", or missing.");
    }
    if (payload.env().keySet().stream().anyMatch(name -> !name.matches("[A-Za-z_]\\w*"))) {
      wrong.add("\"env\" names variables by letters, digits and underscores.");
    }
    if (payload.env().keySet().stream().anyMatch(name -> name.startsWith("FAIRLEAD_"))) {
      wrong.add("Variables that begin with FAIRLEAD_ are not for \"env\".");
    }
    return wrong;
  }

  @Override
  public Json handle(ShellPayload payload, Context context)
      throws HandlerFailure, IOException, InterruptedException {
    boolean isResult = payload.result().isPresent();
    var builder =
        new ProcessBuilder(payload.words())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(isResult ? Redirect.PIPE : Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    payload.workingDirectory().map(File::new).ifPresent(builder::directory);
    builder.environment().putAll(payload.env());
    Process process = builder.start();
    context.onCancel(process::destroy);
    Optional<String> printed = isResult ? Optional.of(printed(process)) : Optional.empty();
    int code = process.waitFor();
    if (code != 0) {
      throw new HandlerFailure("exit:" + code, "The command ended with exit code " + code + ".");
    }
    return printed.isPresent() ? parsed(printed.get()) : Json.object().put("exitCode", 0).build();
  }

  private static Json parsed(String printed) throws HandlerFailure {
    try {
      return JsonText.parse(printed);
    } catch (FairleadException malformed) {
      throw new HandlerFailure("result", "The command printed what is not JSON.");
    }
  }

  private static String printed(Process process) throws IOException, HandlerFailure {
    try (InputStream output = process.getInputStream()) {
      byte[] bytes = output.readNBytes(MAX_RESULT_BYTES + 1);
      if (bytes.length > MAX_RESULT_BYTES) {
        process.destroy();
        throw new HandlerFailure(
            "result", "The command printed more than " + MAX_RESULT_BYTES + " bytes.");
      }
      return new String(bytes, UTF_8);
    }
  }
}
