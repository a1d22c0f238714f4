package dev.fairlead.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.ArtifactSpec;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {
  private static final Path JDK = Path.of("/opt/jdk");
  private static final Path CHECKOUT = Path.of("/src/fairlead");
  private static final Path CONFIG = Path.of("/home/me/.fairlead");
  private static final Path NOTE = CONFIG.resolve("dev.json");
  private static final Instant BEFORE = Instant.parse("2026-01-01T08:00:00Z");
  private static final Instant BUILT = Instant.parse("2026-01-01T09:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-01-01T10:00:00Z");

  private final FakeMachine machine = wellEquipped();

  @Test
  void findsNothingWrongWhereAllIsThere() {
    assertThat(findings()).allMatch(finding -> finding.level() == Level.OK);
    assertThat(findings())
        .extracting(Finding::about)
        .containsExactly(
            "JDK",
            "Maven",
            "git",
            "Node.js",
            "npm",
            "Docker",
            "command line",
            "functions",
            "dev server");
  }

  @Test
  void aBareMachineHasOnlyProblemsThatSayWhatToDo() {
    var bare = MachineChecks.of(new FakeMachine(), JDK, "25.0.3", CHECKOUT, CONFIG);

    assertThat(bare.reached()).isTrue();
    assertThat(bare.findings())
        .filteredOn(finding -> finding.level() == Level.PROBLEM)
        .extracting(Finding::about)
        .containsExactly("JDK", "Maven", "git");
    assertThat(bare.findings())
        .filteredOn(finding -> finding.level() != Level.OK)
        .allMatch(finding -> finding.next().isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "Apache Maven 3.8.6, PROBLEM",
    "Apache Maven 3.8.7, OK",
    "Apache Maven 3.8, PROBLEM",
    "Apache Maven 3.10.0, OK",
    "Apache Maven 4.0.0-rc-5, OK",
    "\u001b[1mApache Maven 3.8.7\u001b[m, OK",
  })
  void mavenIsOldEnoughFrom387(String said, Level want) {
    machine.program("mvn --version", 0, said + "\nJava version: 25.0.3");

    assertThat(about("Maven").level()).isEqualTo(want);
  }

  @Test
  void anOldNodeOnlyHindersDeploying() {
    machine.program("node --version", 0, "v18.19.1\n");

    assertThat(about("Node.js").level()).isEqualTo(Level.WARNING);
    assertThat(about("Node.js").says()).isEqualTo("18.19.1, but 20 is needed");
  }

  @Test
  void aProgramThatFailsIsNotTakenAtItsWord() {
    machine.program("git --version", 127, "git: 2 libraries are missing");

    assertThat(about("git").level()).isEqualTo(Level.PROBLEM);
    assertThat(about("git").says()).contains("'git --version' exited with 127");
  }

  @Test
  void dockerMayBeSilent() {
    machine.program(
        "docker version --format {{.Server.Version}}", 1, "Cannot connect to unix:///1.sock");

    assertThat(about("Docker").level()).isEqualTo(Level.OK);
    assertThat(about("Docker").says()).startsWith("its server does not answer");
  }

  @Test
  void anArtifactThatIsNotBuiltIsNamed() {
    machine.remove(CHECKOUT.resolve(ArtifactSpec.REAPERS.libraries()));

    assertThat(about("functions").level()).isEqualTo(Level.WARNING);
    assertThat(about("functions").says())
        .isEqualTo("1 of 6 artifacts are not built: functions/reapers");
  }

  @Test
  void anArtifactIsOldWhenItsOwnSourceIsNewer() {
    machine.file(CHECKOUT.resolve("functions/reapers/src/main/java/A.java"), "", AFTER);

    assertThat(about("functions").says())
        .isEqualTo("1 of 6 artifacts are older: functions/reapers than functions/reapers/src/main");
  }

  @Test
  void anArtifactIsOldWhenASharedModuleInItIsNewer() {
    machine.file(CHECKOUT.resolve("shared/core/src/main/java/A.java"), "", AFTER);

    assertThat(about("functions").says())
        .startsWith("6 of 6 artifacts are older: ")
        .contains("functions/reapers than shared/core/src/main");
  }

  @Test
  void aSharedModuleThatIsNotInAnArtifactDoesNotAgeIt() {
    machine.file(CHECKOUT.resolve("shared/testkit/src/main/java/A.java"), "", AFTER);

    assertThat(about("functions").level()).isEqualTo(Level.OK);
  }

  @Test
  void aDevServerThatAnswersIsShownWithoutItsToken() {
    noted().process(4711).server(URI.create("http://127.0.0.1:9000"));

    assertThat(about("dev server"))
        .isEqualTo(Finding.ok("dev server", "answers at http://127.0.0.1:9000 (process 4711)"));
  }

  @Test
  void aDevServerThatHasGoneLeftANote() {
    noted();

    assertThat(about("dev server").level()).isEqualTo(Level.WARNING);
    assertThat(about("dev server").says()).contains("4711").contains("has gone");
  }

  @Test
  void aDevServerThatIsSilentIsAProblem() {
    noted().process(4711);

    assertThat(about("dev server").level()).isEqualTo(Level.PROBLEM);
  }

  @ParameterizedTest
  @CsvSource({"'{\"url\":'", "'[]'", "'{}'", "'{\"url\":\"a b\",\"pid\":1}'", "''"})
  void aNoteThatMakesNoSenseIsSaidToBeOne(String text) {
    machine.file(NOTE, text, BUILT);

    assertThat(about("dev server").level()).isEqualTo(Level.WARNING);
    assertThat(about("dev server").says()).endsWith("dev.json makes no sense");
  }

  private FakeMachine noted() {
    return machine.file(
        NOTE, "{\"url\":\"http://127.0.0.1:9000\",\"token\":\"secret\",\"pid\":4711}", BUILT);
  }

  private Finding about(String what) {
    return findings().stream()
        .filter(finding -> finding.about().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> findings() {
    return MachineChecks.of(machine, JDK, "25.0.3", CHECKOUT, CONFIG).findings();
  }

  private static FakeMachine wellEquipped() {
    var machine =
        new FakeMachine()
            .file(JDK.resolve("bin/javac"), "", BUILT)
            .program("mvn --version", 0, "Apache Maven 3.9.9 (8e8579a)")
            .program("git --version", 0, "git version 2.39.5")
            .program("node --version", 0, "v20.20.2")
            .program("npm --version", 0, "11.19.1")
            .program("docker version --format {{.Server.Version}}", 0, "28.2.2")
            .file(CHECKOUT.resolve("cli/target/lib/fairlead-cli-0.1.0.jar"), "", BUILT)
            .file(CHECKOUT.resolve("shared/core/src/main/java/Core.java"), "", BEFORE);
    for (ArtifactSpec artifact : ArtifactSpec.values()) {
      Path folder = CHECKOUT.resolve(artifact.libraries());
      machine
          .file(CHECKOUT.resolve(artifact.module()).resolve("src/main/java/F.java"), "", BEFORE)
          .file(folder.resolve("fairlead-core-0.1.0-SNAPSHOT.jar"), "", BUILT)
          .file(folder.resolve("jackson-core-2.22.1.jar"), "", BEFORE);
    }
    return machine;
  }
}
