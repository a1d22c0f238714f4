package dev.fairlead.local.process;

import dev.fairlead.core.access.AttemptScripts;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.wire.JsonText;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts {@code attempt.sh}, which outlives this JVM.
 *
 * @param workingDirectory where commands run that don't say where
 * @param session the command that runs the text in its last argument, with what follows, in a
 *     process group of its own
 */
record Wrapper(Path workingDirectory, List<String> session) {
  /** Payloads longer than this come only as a file: one variable holds at most 128 KiB on Linux. */
  private static final int MAX_PAYLOAD_VARIABLE = 32 * 1024;

  static Wrapper of(Path workingDirectory) {
    return new Wrapper(workingDirectory, List.of("sh", "-c", AttemptScripts.SESSION));
  }

  Process start(Order order, ShellPayload payload, AttemptDirectory directory) throws IOException {
    var builder = new ProcessBuilder();
    var environment = builder.environment();
    var tools = environment.getOrDefault("PATH", "/usr/bin:/bin");
    // The orchestrator's own settings, tokens among them, are not the operation's business.
    environment.keySet().removeIf(name -> name.startsWith("FAIRLEAD_"));
    environment.putAll(payload.environment());
    environment.put("FAIRLEAD_OPERATION_KEY", order.key().toString());
    environment.put("FAIRLEAD_ATTEMPT", Integer.toString(order.attempt()));
    environment.put("FAIRLEAD_CORRELATION_ID", order.correlationId().value());
    environment.put("FAIRLEAD_PAYLOAD_FILE", directory.file("payload.json").toString());
    environment.put("FAIRLEAD_OUTPUT_FILE", directory.output().toString());
    environment.put("FAIRLEAD_PROGRESS_FILE", directory.progress().toString());
    if (order.lastProgress().isPresent()) {
      environment.put("FAIRLEAD_LAST_PROGRESS_FILE", directory.lastProgress().toString());
    }
    var text = JsonText.write(order.payload());
    if (text.length() <= MAX_PAYLOAD_VARIABLE && text.indexOf('\0') < 0) {
      environment.put("FAIRLEAD_PAYLOAD", text);
    }

    var command = new ArrayList<>(session);
    command.add(AttemptScripts.ATTEMPT);
    command.add(directory.path().toString());
    command.add(tools);
    command.add(workingDirectory.resolve(payload.workingDirectory().orElse("")).toString());
    command.add((payload.resultFromStdout() ? directory.output() : directory.log()).toString());
    command.addAll(payload.command());
    return builder
        .command(command)
        .redirectInput(new File("/dev/null"))
        .redirectError(Redirect.appendTo(directory.log().toFile()))
        .start();
  }

  /** What no other attempt's processes have in their environment. */
  static String marker(AttemptDirectory directory) {
    return "FAIRLEAD_OUTPUT_FILE=" + directory.output() + "\0";
  }
}
