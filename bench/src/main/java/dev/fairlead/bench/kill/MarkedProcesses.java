package dev.fairlead.bench.kill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All processes that come from one run, however far removed: they inherit a variable. Only Linux
 * shows other processes' variables; elsewhere none are found.
 */
record MarkedProcesses(String mark) {
  private static final String VARIABLE = "BENCH_KILL_RUN";
  private static final Path PROC = Path.of("/proc");

  /** What a run's first process is given. */
  Map<String, String> environment() {
    return Map.of(VARIABLE, mark);
  }

  /** Those that are alive. */
  List<ProcessHandle> alive() {
    String entry = VARIABLE + "=" + mark + "\0";
    return ProcessHandle.allProcesses()
        .filter(process -> text(process.pid(), "environ").contains(entry))
        .toList();
  }

  /** What a process is, for people. */
  static String describe(ProcessHandle process) {
    String command = text(process.pid(), "cmdline").replace('\0', ' ').strip();
    return process.pid() + " " + command.substring(0, Math.min(200, command.length()));
  }

  /** Kills them, and what they start meanwhile. */
  void kill() {
    for (int i = 0; i < 50; i++) {
      List<ProcessHandle> left = alive();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Empty for a zombie, which has neither variables nor words. */
  private static String text(long pid, String file) {
    try {
      return Files.readString(PROC.resolve(pid + "/" + file), ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}
