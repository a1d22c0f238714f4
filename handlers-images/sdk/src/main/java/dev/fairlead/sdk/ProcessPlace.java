package dev.fairlead.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProgressText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A process of a host: files. By hand, where there are none: its log and its output. */
final class ProcessPlace implements Place {
  /** The end of the file counts, so that it is written anew when it is long. */
  private static final long MAX_FILE_BYTES = 256 * 1024;

  private final Optional<Path> progressFile;
  private final Optional<Path> outputFile;
  private final Consumer<String> output;
  private final Consumer<String> log;
  private final ProcessDependents dependents;
  private OperationProgress said = OperationProgress.NONE;

  ProcessPlace(HandlerSettings settings, Consumer<String> output, Consumer<String> log) {
    this.progressFile = settings.progressFile();
    this.outputFile = settings.outputFile();
    this.output = output;
    this.log = log;
    this.dependents =
        new ProcessDependents(settings.dependentsFile(), settings.operationKey(), log);
  }

  @Override
  public synchronized void progress(OperationProgress all) {
    said = said.then(all);
    if (progressFile.isEmpty()) {
      log.accept(Sentences.of(all));
      return;
    }
    Path file = progressFile.get();
    byte[] line = (JsonText.write(ProgressText.json(said)) + "\n").getBytes(UTF_8);
    try {
      boolean isLong = Files.exists(file) && Files.size(file) > MAX_FILE_BYTES;
      Files.write(file, line, CREATE, WRITE, isLong ? TRUNCATE_EXISTING : APPEND);
    } catch (IOException e) {
      log.accept("Its progress could not be written: " + e);
    }
  }

  @Override
  public Dependents dependents(Cancellation cancellation) {
    cancellation.whenCancelled(dependents::close);
    return dependents;
  }

  @Override
  public void alive() {
    // A process is alive as long as it is there.
  }

  @Override
  public void close() {
    // What was said is written.
    dependents.close();
  }

  @Override
  public void fail(Outcome.Failed failed) {
    // Of a process the exit code counts, and what it printed.
  }

  @Override
  public void leave(Json result) throws IOException {
    if (outputFile.isPresent()) {
      Files.write(outputFile.get(), JsonText.canonical(result));
    } else {
      output.accept(JsonText.write(result));
    }
  }
}
