package dev.fairlead.doctor.machine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A machine as a test describes it. Without a description it is bare. */
final class FakeMachine implements Machine {
  private record StoredFile(String text, Instant changed) {}

  private final Map<String, Answer> programs = new HashMap<>();
  private final TreeMap<Path, StoredFile> files = new TreeMap<>();
  private final Set<Long> processes = new HashSet<>();
  private final Set<URI> servers = new HashSet<>();

  FakeMachine program(String command, int code, String output) {
    programs.put(command, new Answer(code, output));
    return this;
  }

  FakeMachine file(Path path, String text, Instant changed) {
    files.put(path, new StoredFile(text, changed));
    return this;
  }

  /** With all that is below it. */
  FakeMachine remove(Path folder) {
    files.keySet().removeIf(file -> file.startsWith(folder));
    return this;
  }

  FakeMachine process(long pid) {
    processes.add(pid);
    return this;
  }

  FakeMachine server(URI address) {
    servers.add(address);
    return this;
  }

  @Override
  public Optional<Answer> ask(String... command) {
    return Optional.ofNullable(programs.get(String.join(" ", command)));
  }

  @Override
  public boolean isFile(Path file) {
    return files.containsKey(file);
  }

  @Override
  public Optional<String> text(Path file) {
    return Optional.ofNullable(files.get(file)).map(StoredFile::text);
  }

  @Override
  public Optional<List<String>> names(Path folder) {
    var names = new TreeSet<String>();
    below(folder).forEach(file -> names.add(folder.relativize(file).getName(0).toString()));
    return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  @Override
  public Optional<Instant> newest(Path folder) {
    return below(folder).stream()
        .map(files::get)
        .map(StoredFile::changed)
        .max(Comparator.naturalOrder());
  }

  private List<Path> below(Path folder) {
    return files.keySet().stream().filter(file -> file.startsWith(folder)).toList();
  }

  @Override
  public boolean isAlive(long pid) {
    return processes.contains(pid);
  }

  @Override
  public boolean answers(URI address) {
    return servers.contains(address);
  }
}
