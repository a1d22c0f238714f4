package dev.fairlead.doctor.machine;

import dev.fairlead.core.json.Json;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.wire.JsonText;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code fairlead dev} that is noted in {@code dev.json}. The token in it is left alone. */
final class DevServer {
  private static final String ABOUT = "dev server";

  private record Note(URI url, long pid) {}

  private final Machine machine;
  private final Path file;

  DevServer(Machine machine, Path configHome) {
    this.machine = machine;
    this.file = configHome.resolve("dev.json");
  }

  Finding finding() {
    if (!machine.isFile(file)) {
      return Finding.ok(ABOUT, "none runs here");
    }
    return machine
        .text(file)
        .flatMap(DevServer::parse)
        .map(this::finding)
        .orElseGet(() ->
            Finding.warning(
                ABOUT, file + " makes no sense", "Remove it; 'fairlead dev' writes it anew."));
  }

  private Finding finding(Note note) {
    if (!machine.isAlive(note.pid())) {
      return Finding.warning(
          ABOUT,
          "process %d, noted in %s, has gone".formatted(note.pid(), file),
          "Start one with 'fairlead dev', or remove the note.");
    }
    if (!machine.answers(note.url())) {
      return Finding.problem(
          ABOUT,
          "process %d, noted in %s, does not answer at %s".formatted(note.pid(), file, note.url()),
          "If it is a 'fairlead dev', look at what it says; if it is not, remove the note.");
    }
    return Finding.ok(ABOUT, "answers at %s (process %d)".formatted(note.url(), note.pid()));
  }

  private static Optional<Note> parse(String text) {
    try {
      return JsonText.parse(text) instanceof Json.Obj note
          ? note.text("url")
              .flatMap(url -> note.whole("pid").map(pid -> new Note(URI.create(url), pid)))
          : Optional.empty();
    } catch (RuntimeException notJson) {
      return Optional.empty();
    }
  }
}
