package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The note that {@code fairlead dev} leaves for client commands: {@code dev.json}, readable by its
 * owner alone.
 */
final class DevFile {
  /** What it says. {@code token} is a secret. */
  record Note(String url, String token, long pid) {
    /** Never shows the token. */
    @Override
    public String toString() {
      return "Note[url=" + url + ", pid=" + pid + "]";
    }
  }

  private final Path folder;
  private final Path file;

  DevFile(CliSettings settings) {
    this.folder = settings.configHome();
    this.file = folder.resolve("dev.json");
  }

  /** What is there; empty when there is no file, or none that makes sense. */
  Optional<Note> read() {
    try {
      var text = Files.readString(file);
      return JsonText.parse(text) instanceof Json.Obj note
          ? note.text("url")
              .flatMap(url ->
                  note.text("token")
                      .map(token -> new Note(url, token, note.whole("pid").orElse(0L))))
          : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      // Half a file, or somebody else's: as good as none, and the next `dev` writes it anew.
      return Optional.empty();
    }
  }

  /** Replaces the note as a whole: readers see the old one or the new one. */
  void write(Note note) {
    var text =
        JsonText.write(
            Json.object()
                .put("url", note.url())
                .put("token", note.token())
                .put("pid", note.pid())
                .build());
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      var fresh =
          Files.createTempFile(
              folder,
              "dev",
              ".json",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new CliException(ExitCode.FAILED, "Can't write " + file + ": " + failure.getMessage());
    }
  }

  /** Removes the note unless another process has written its own meanwhile. */
  void remove(long pid) {
    if (read().filter(note -> note.pid() != pid).isPresent()) {
      return;
    }
    try {
      Files.delete(file);
    } catch (NoSuchFileException gone) {
      // Somebody tidied up before us.
    } catch (IOException failure) {
      throw new CliException(ExitCode.FAILED, "Can't remove " + file + ": " + failure.getMessage());
    }
  }
}
