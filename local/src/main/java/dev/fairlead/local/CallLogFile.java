package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The functions' log lines, in a file of the host's directory. Thread-safe. */
final class CallLogFile implements AutoCloseable {
  private final BufferedWriter file;

  private CallLogFile(BufferedWriter file) {
    this.file = file;
  }

  static CallLogFile in(Path directory) throws IOException {
    return new CallLogFile(
        Files.newBufferedWriter(
            directory.resolve("calls.log"),
            UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND));
  }

  synchronized void write(String line) {
    try {
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
