package dev.fairlead.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Dependents of a process: other processes, by the commands that a file names for their types:
 * {@code {"probe": ["java", "-cp", "…", "ProbeMain"]}}. Each is given a folder of its own, which
 * stays with what it left. They are asked to end when the attempt is over.
 */
final class ProcessDependents implements Dependents, AutoCloseable {
  private final Optional<Path> commands;
  private final String operationKey;
  private final Consumer<String> log;
  private final Set<String> used = new HashSet<>();
  private final List<Process> started = new ArrayList<>();

  ProcessDependents(Optional<Path> commands, String operationKey, Consumer<String> log) {
    this.commands = commands;
    this.operationKey = operationKey;
    this.log = log;
  }

  @Override
  public synchronized Dependent start(String name, DependentPod pod) throws HandlerFailure {
    Json payload = Shapes.write(pod.payload());
    List<String> command = command(pod.type());
    if (!used.add(name)) {
      throw new IllegalArgumentException("The name " + name + " was used before.");
    }
    try {
      Path folder = Files.createTempDirectory("dependent-" + name + "-");
      Path output = folder.resolve("output.json");
      Files.write(folder.resolve("payload.json"), JsonText.canonical(payload));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      var environment = builder.environment();
      environment.keySet().removeIf(variable -> variable.startsWith("FAIRLEAD_"));
      environment.put("FAIRLEAD_OPERATION_KEY", operationKey + "[" + name + "]");
      environment.put("FAIRLEAD_ATTEMPT", "1");
      environment.put("FAIRLEAD_PAYLOAD_FILE", folder.resolve("payload.json").toString());
      environment.put("FAIRLEAD_OUTPUT_FILE", output.toString());
      Process process = builder.start();
      started.add(process);
      Thread.ofVirtual().start(() -> print(name, process));
      return new Started(name, process, output);
    } catch (IOException e) {
      throw new HandlerFailure(PodDependents.CODE, "It could not be started: " + e);
    }
  }

  private List<String> command(String type) throws HandlerFailure {
    if (commands.isEmpty()) {
      throw new HandlerFailure(
          PodDependents.CODE,
          "Outside of a pod a dependent is a process: FAIRLEAD_DEPENDENTS_FILE names a file with"
              + " the commands by type.");
    }
    try {
      if (JsonText.parse(Files.readString(commands.get())) instanceof Json.Obj byType
          && byType.field(type).orElse(Json.NULL) instanceof Json.Arr(List<Json> words)
          && !words.isEmpty()) {
        return words.stream()
            .map(word -> word instanceof Json.Str(String text) ? text : JsonText.write(word))
            .toList();
      }
    } catch (IOException | FairleadException unreadable) {
      throw new HandlerFailure(PodDependents.CODE, "No commands can be read: " + unreadable);
    }
    throw new HandlerFailure(
        PodDependents.CODE, "The file " + commands.get() + " has no command for " + type + ".");
  }

  private void print(String name, Process process) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(line -> log.accept(name + ": " + line));
    } catch (IOException | UncheckedIOException e) {
      // So it is with what is asked to end.
      log.accept(name + ": its output ends: " + e.getMessage());
    }
  }

  /** Asks those to end that run. */
  @Override
  public synchronized void close() {
    started.forEach(Process::destroy);
  }

  private record Started(String name, Process process, Path output) implements Dependent {
    @Override
    public <R> R await(Class<R> type) throws HandlerFailure, InterruptedException {
      int code = process.waitFor();
      if (code != 0) {
        throw new HandlerFailure("exit:" + code, "It ended with exit code " + code + ".");
      }
      return PodDependents.read(result(), type);
    }

    private Json result() throws HandlerFailure {
      try {
        return Files.exists(output)
            ? JsonText.parse(Files.readString(output))
            : Json.object().put("exitCode", 0).build();
      } catch (IOException | FairleadException unreadable) {
        throw new HandlerFailure("result", "Its result can't be read: " + unreadable);
      }
    }
  }
}
