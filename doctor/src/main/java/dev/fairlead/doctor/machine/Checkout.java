package dev.fairlead.doctor.machine;

import dev.fairlead.catalog.ArtifactSpec;
import dev.fairlead.doctor.finding.Finding;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was built of this checkout. */
final class Checkout {
  private static final String BUILD = "Build it: ./build package -DskipTests";

  /** Jars of our own modules; the others are libraries. */
  private static final Pattern OURS = Pattern.compile("fairlead-([a-z-]+)-\\d.*[.]jar");

  private final Machine machine;
  private final Path root;

  Checkout(Machine machine, Path root) {
    this.machine = machine;
    this.root = root;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(tree());
    findings.addAll(artifacts());
    return findings;
  }

  private Finding tree() {
    boolean built =
        machine.names(root.resolve("cli/target/lib")).filter(jars -> !jars.isEmpty()).isPresent();
    return built
        ? Finding.ok("command line", "is built in " + root)
        : Finding.warning("command line", "is not built in " + root, BUILD);
  }

  private List<Finding> artifacts() {
    var missing = new ArrayList<String>();
    var old = new ArrayList<String>();
    for (ArtifactSpec artifact : ArtifactSpec.values()) {
      List<String> jars = jars(artifact);
      if (jars.isEmpty()) {
        missing.add(artifact.module());
      } else {
        newerSource(artifact, jars)
            .ifPresent(source -> old.add("%s than %s".formatted(artifact.module(), source)));
      }
    }
    var findings = new ArrayList<Finding>();
    wrong("not built", missing).ifPresent(findings::add);
    wrong("older", old).ifPresent(findings::add);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok("functions", "all artifacts are built, none is older than its sources"));
    }
    return findings;
  }

  private static Optional<Finding> wrong(String how, List<String> artifacts) {
    return artifacts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                "functions",
                "%d of %d artifacts are %s: %s"
                    .formatted(
                        artifacts.size(),
                        ArtifactSpec.values().length,
                        how,
                        String.join(", ", artifacts)),
                BUILD + ", before a deployment takes what is there."));
  }

  private List<String> jars(ArtifactSpec artifact) {
    return machine.names(root.resolve(artifact.libraries())).orElse(List.of()).stream()
        .filter(name -> name.endsWith(".jar"))
        .toList();
  }

  private Optional<String> newerSource(ArtifactSpec artifact, List<String> jars) {
    Instant built = machine.newest(root.resolve(artifact.libraries())).orElse(Instant.EPOCH);
    return sources(artifact, jars).stream()
        .filter(source ->
            machine
                .newest(root.resolve(source))
                .filter(changed -> changed.isAfter(built))
                .isPresent())
        .findFirst();
  }

  /** The module's own and, by the names of the jars, those of the shared modules in it. */
  private static List<String> sources(ArtifactSpec artifact, List<String> jars) {
    var sources = new ArrayList<String>();
    sources.add(artifact.module() + "/src/main");
    for (String jar : jars) {
      Matcher ours = OURS.matcher(jar);
      if (ours.matches()) {
        sources.add("shared/" + ours.group(1) + "/src/main");
      }
    }
    return sources;
  }
}
