package dev.fairlead.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.ReportText;
import dev.fairlead.doctor.finding.Section;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorCommandTest {
  private static final Path HOME = Path.of("/home/me");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Section machine = Section.reached("This machine", List.of(Finding.ok("git", "2.39.5")));
  private final List<String> asked = new ArrayList<>();
  private boolean clusterIsKnown;

  @Test
  void reportsForPeople() {
    assertThat(run()).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            This machine
              ok       git  2.39.5

            1 ok, 0 warnings, 0 problems
            """);
  }

  @Test
  void reportsForPrograms() {
    assertThat(run("-o", "yaml")).isZero();
    assertThat(out.toString()).contains("about: git").contains("says: 2.39.5");
    assertThat(run("--output", "JSON")).isZero();
    assertThat(out.toString()).contains("\"about\": \"git\"");
  }

  @Test
  void exitsWithTheReportsCode() {
    machine =
        Section.reached("This machine", List.of(Finding.problem("git", "is gone", "Get it.")));

    assertThat(run()).isEqualTo(1);
  }

  @Test
  void aWrongOptionIsUsage() {
    assertThat(run("--fix")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("--fix").contains("Try 'fairlead doctor --help'.");
  }

  @Test
  void looksAtAnEnvironmentWhereAsked() {
    assertThat(run("--env", "try")).isZero();
    assertThat(run("--env", "try", "--region", "eu-west-1")).isZero();

    assertThat(asked)
        .containsExactly(
            "environment try in Optional.empty", "environment try in Optional[eu-west-1]");
    assertThat(out.toString()).contains("Environment try");
  }

  @Test
  void looksAtAClusterWhereOneIsNamed() {
    run("--kube-context", "c", "--namespace", "n");
    clusterIsKnown = true;
    run();

    assertThat(asked)
        .containsExactly(
            "cluster Optional[c] Optional[n]", "cluster Optional.empty Optional.empty");
  }

  @Test
  void whereNoneIsNamedThereIsNoNamespace() {
    assertThat(run("--namespace", "n")).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--region=eu-west-1", "--env=Try", "--env=", "--env=a;b"})
  void aWrongPlaceIsUsageBeforeAnythingIsAsked(String option) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(run("--env=try", "--region=a b")).isEqualTo(2);

    assertThat(asked).isEmpty();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void settingsHaveDefaultsButNoCheckout() {
    var settings =
        DoctorSettings.of(
            Map.of("FAIRLEAD_HOME", "/src", "NO_COLOR", "1"), HOME, Path.of("/jdk"), "25");

    assertThat(settings.checkout()).isEqualTo(Path.of("/src"));
    assertThat(settings.configHome()).isEqualTo(Path.of("/home/me/.fairlead"));
    assertThat(settings.plain()).isTrue();
    assertThat(settings.clusterIsKnown()).isFalse();
    assertThatThrownBy(
            () -> DoctorSettings.of(Map.of("FAIRLEAD_HOME", " "), HOME, Path.of("/jdk"), "25"))
        .hasMessage("FAIRLEAD_HOME is not set; start this as ./fairlead doctor.");
  }

  @Test
  void aTerminalsWidthIsTheSecondNumber() {
    assertThat(Terminal.columnsIn("24 132\n")).isEqualTo(132);
    assertThat(Terminal.columnsIn("0 0\n")).isEqualTo(80);
    assertThat(Terminal.columnsIn("stty: no\n")).isEqualTo(80);
  }

  private int run(String... arguments) {
    return DoctorMain.commandLine(
            new DoctorCommand(new FakePlaces(), new ReportText(false, true, 80), clusterIsKnown))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private final class FakePlaces implements Places {
    @Override
    public Section machine() {
      return machine;
    }

    @Override
    public Section environment(EnvironmentName name, Optional<String> region) {
      asked.add("environment " + name.value() + " in " + region);
      return Section.reached("Environment " + name.value(), List.of(Finding.ok("alarms", "none")));
    }

    @Override
    public Section cluster(Optional<String> context, Optional<String> namespace) {
      asked.add("cluster " + context + " " + namespace);
      return Section.reached("Cluster", List.of());
    }
  }
}
