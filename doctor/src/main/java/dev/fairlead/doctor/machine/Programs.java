package dev.fairlead.doctor.machine;

import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Level;
import dev.fairlead.doctor.machine.Machine.Answer;
import java.util.List;
import java.util.Optional;

/** The programs that building, running and deploying need. */
final class Programs {
  private static final Version MAVEN = Version.of(3, 8, 7);
  private static final Version NODE = Version.of(20);
  private static final Version ANY = Version.of(0);

  private final Machine machine;

  Programs(Machine machine) {
    this.machine = machine;
  }

  List<Finding> findings() {
    return List.of(
        tool(
            "Maven",
            MAVEN,
            Level.PROBLEM,
            "Get Maven 3.8.7 or newer from https://maven.apache.org or your package manager.",
            "mvn",
            "--version"),
        tool(
            "git",
            ANY,
            Level.PROBLEM,
            "Get it from https://git-scm.com or your package manager.",
            "git",
            "--version"),
        tool(
            "Node.js",
            NODE,
            Level.WARNING,
            "Get Node.js 20 or newer from https://nodejs.org; only deploying needs it.",
            "node",
            "--version"),
        tool(
            "npm",
            ANY,
            Level.WARNING,
            "Get it with Node.js from https://nodejs.org; only deploying needs it.",
            "npm",
            "--version"),
        docker());
  }

  private Finding tool(String name, Version lowest, Level ifBad, String next, String... command) {
    Optional<Answer> answer = machine.ask(command);
    if (answer.isEmpty()) {
      return new Finding(ifBad, name, "is not on PATH", Optional.of(next));
    }
    Optional<Version> version =
        answer.filter(said -> said.code() == 0).flatMap(said -> Version.in(said.output()));
    if (version.isEmpty()) {
      return new Finding(
          ifBad,
          name,
          "does not tell its version: '%s' exited with %d"
              .formatted(String.join(" ", command), answer.get().code()),
          Optional.of(next));
    }
    if (version.get().isBelow(lowest)) {
      return new Finding(
          ifBad, name, version.get() + ", but " + lowest + " is needed", Optional.of(next));
    }
    return Finding.ok(name, version.get().toString());
  }

  /** Never a problem: only the suites on LocalStack use it. */
  private Finding docker() {
    Optional<Answer> answer = machine.ask("docker", "version", "--format", "{{.Server.Version}}");
    String optional = "; optional: only the test suites on LocalStack use it";
    if (answer.isEmpty()) {
      return Finding.ok("Docker", "is not on PATH" + optional);
    }
    return answer
        .filter(said -> said.code() == 0)
        .flatMap(said -> Version.in(said.output()))
        .map(version -> Finding.ok("Docker", "server " + version))
        .orElseGet(() -> Finding.ok("Docker", "its server does not answer" + optional));
  }
}
