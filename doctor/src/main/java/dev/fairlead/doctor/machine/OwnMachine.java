package dev.fairlead.doctor.machine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine that this runs on. */
public final class OwnMachine implements Machine {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);
  private static final int CONNECT_MILLIS = 2000;
  private static final int MOST_FILES = 20_000;
  private static final File NOTHING = new File("/dev/null");

  @Override
  public Optional<Answer> ask(String... command) {
    try {
      var output = Files.createTempFile("fairlead-doctor", ".txt");
      try {
        return answer(output, command);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** By a file: what a program that hangs has started may hold a pipe open for ever. */
  private static Optional<Answer> answer(Path output, String... command)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      return Optional.empty();
    }
    return Optional.of(
        new Answer(
            process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8)));
  }

  @Override
  public boolean isFile(Path file) {
    return Files.isRegularFile(file);
  }

  @Override
  public Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<List<String>> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return Optional.of(entries.map(entry -> entry.getFileName().toString()).sorted().toList());
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Instant> newest(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .limit(MOST_FILES)
          .filter(Files::isRegularFile)
          .map(OwnMachine::changed)
          .max(Comparator.naturalOrder());
    } catch (IOException | UncheckedIOException notThere) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Override
  public boolean answers(URI address) {
    try {
      if (address.toURL().openConnection() instanceof HttpURLConnection call) {
        call.setConnectTimeout(CONNECT_MILLIS);
        call.setReadTimeout(CONNECT_MILLIS);
        try {
          return call.getResponseCode() > 0;
        } finally {
          call.disconnect();
        }
      }
      return false;
    } catch (IOException | IllegalArgumentException noAnswer) {
      return false;
    }
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException gone) {
      return Instant.EPOCH;
    }
  }
}
