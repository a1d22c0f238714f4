package dev.fairlead.doctor.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.doctor.environment.EnvironmentView.Alarm;
import dev.fairlead.doctor.environment.EnvironmentView.AlarmState;
import dev.fairlead.doctor.environment.EnvironmentView.Host;
import dev.fairlead.doctor.environment.EnvironmentView.StackEvent;
import dev.fairlead.doctor.environment.EnvironmentView.StackState;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Level;
import dev.fairlead.doctor.finding.Reading;
import dev.fairlead.doctor.finding.Reading.Why;
import dev.fairlead.doctor.finding.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentChecksTest {
  private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");

  private final FakeEnvironment aws =
      new FakeEnvironment()
          .stack("CDKToolkit", state("CREATE_COMPLETE"))
          .stack("fairlead-try-stateful", state("CREATE_COMPLETE"))
          .stack("fairlead-try-stateless", state("UPDATE_COMPLETE"));

  @Test
  void findsNothingWrongInAHealthyEnvironment() {
    aws.stack(
        "fairlead-try-stateless",
        new StackState(
            "UPDATE_COMPLETE",
            Optional.empty(),
            NOW.minus(Duration.ofHours(3)),
            Map.of(
                "ApiAddress", "https://api.example/",
                "ExportsOutputRefQueue1234", "arn:aws:sqs:q")));

    assertThat(section().findings())
        .containsExactly(
            Finding.ok(
                "credentials",
                "account 123456789012, region eu-west-1, as arn:aws:iam::123456789012:user/ada"),
            Finding.ok("cdk bootstrap", "was done"),
            Finding.ok("stateful stack", "CREATE_COMPLETE, changed 5 min ago"),
            Finding.ok("stateless stack", "UPDATE_COMPLETE, changed 3 h ago"),
            Finding.ok("ApiAddress", "https://api.example/"),
            Finding.ok("alarms", "there are none"),
            Finding.ok("hosts", "none; nothing costs money by the hour"));
  }

  @Test
  void beforeTheFirstDeploymentNothingIsAProblem() {
    var section = EnvironmentChecks.of(new FakeEnvironment(), new EnvironmentName("try"), NOW);

    assertThat(section.findings()).noneMatch(finding -> finding.level() == Level.PROBLEM);
    assertThat(section.findings())
        .filteredOn(finding -> finding.level() == Level.WARNING)
        .extracting(Finding::about)
        .containsExactly("cdk bootstrap", "stateful stack", "stateless stack");
  }

  @Test
  void oneStackWithoutTheOtherIsAProblem() {
    aws.stack("fairlead-try-stateless", Reading.seen(Optional.empty()));

    assertThat(about("stateless stack").level()).isEqualTo(Level.PROBLEM);
    assertThat(about("stateless stack").says()).isEqualTo("fairlead-try-stateless is not deployed");
    assertThat(about("stateful stack").level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "IMPORT_COMPLETE, OK",
    "CREATE_IN_PROGRESS, WARNING",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, WARNING",
    "UPDATE_ROLLBACK_IN_PROGRESS, WARNING",
    "REVIEW_IN_PROGRESS, WARNING",
    "CREATE_FAILED, PROBLEM",
    "ROLLBACK_COMPLETE, PROBLEM",
    "ROLLBACK_FAILED, PROBLEM",
    "UPDATE_ROLLBACK_COMPLETE, PROBLEM",
    "UPDATE_ROLLBACK_FAILED, PROBLEM",
    "DELETE_FAILED, PROBLEM",
    "SOMETHING_NEW, PROBLEM",
  })
  void aStacksStatusHasItsLevel(String status, Level want) {
    aws.stack("fairlead-try-stateful", state(status));

    assertThat(about("stateful stack").level()).isEqualTo(want);
  }

  @Test
  void theFirstFailureInTimeIsToldAsTheCause() {
    aws.stack("fairlead-try-stateful", state("UPDATE_ROLLBACK_COMPLETE"));
    aws.events =
        Reading.seen(
            List.of(
                event("fairlead-try-stateful", "UPDATE_ROLLBACK_COMPLETE", ""),
                event("Later", "UPDATE_FAILED", "Resource update cancelled"),
                event("Table", "UPDATE_FAILED", "Two changes at once"),
                event("Queue", "UPDATE_FAILED", "No such key"),
                event("Bystander", "UPDATE_FAILED", "Resource update cancelled"),
                event("Queue", "UPDATE_IN_PROGRESS", "")));

    assertThat(about("stateful stack").says())
        .endsWith("ago: Queue (AWS::X::Y) UPDATE_FAILED: No such key (and 1 more)");
  }

  @Test
  void whereEventsMayNotBeReadTheStacksOwnReasonIsTold() {
    aws.stack(
        "fairlead-try-stateful",
        new StackState("ROLLBACK_COMPLETE", Optional.of("It failed"), NOW, Map.of()));
    aws.events = Reading.unseen(Why.FORBIDDEN, "no");

    assertThat(about("stateful stack").says())
        .contains("It failed")
        .contains("cloudformation:DescribeStackEvents");
  }

  @Test
  void aStuckRollbackHasARemedyOfItsOwn() {
    aws.stack("fairlead-try-stateful", state("UPDATE_ROLLBACK_FAILED"));

    assertThat(about("stateful stack").next())
        .hasValueSatisfying(next ->
            assertThat(next)
                .contains("continue-update-rollback --stack-name fairlead-try-stateful"));
  }

  @Test
  void everyAlarmThatRingsIsAProblemAndTheSilentOnesAreOneWarning() {
    aws.alarm(alarm("fairlead-try-a", AlarmState.RINGING))
        .alarm(alarm("fairlead-try-b", AlarmState.LACKING_DATA))
        .alarm(alarm("fairlead-try-c", AlarmState.LACKING_DATA))
        .alarm(alarm("fairlead-try-d", AlarmState.OK))
        .alarm(alarm("fairlead-trying-e", AlarmState.RINGING));

    assertThat(about("alarm").level()).isEqualTo(Level.PROBLEM);
    assertThat(about("alarm").says()).isEqualTo("fairlead-try-a rings for 5 min: Crossed");
    assertThat(about("alarms").level()).isEqualTo(Level.WARNING);
    assertThat(about("alarms").says())
        .isEqualTo("2 of 4 lack data: fairlead-try-b, fairlead-try-c");
  }

  @Test
  void alarmsThatAreWellAreCounted() {
    aws.alarm(alarm("fairlead-try-a", AlarmState.OK));

    assertThat(about("alarms")).isEqualTo(Finding.ok("alarms", "1, none rings"));
  }

  @Test
  void hostsAreNamedWithWhatTheyCost() {
    aws.hosts =
        Reading.seen(
            List.of(
                new Host("i-1", "m7g.large", "running", NOW.minus(Duration.ofDays(3))),
                new Host("i-2", "m7g.large", "stopped", NOW.minus(Duration.ofSeconds(3)))));

    assertThat(section().findings())
        .filteredOn(finding -> finding.about().equals("host"))
        .extracting(Finding::level, Finding::says)
        .containsExactly(
            tuple(
                Level.OK,
                "i-1 (m7g.large) is running, launched 3 days ago; costs money by the hour"),
            tuple(
                Level.WARNING,
                "i-2 (m7g.large) is stopped, launched less than a minute ago;"
                    + " its disks cost money still"));
  }

  @Test
  void whatMayNotBeLookedAtIsAProblemAndTheRestIsLookedAt() {
    aws.hosts = Reading.unseen(Why.FORBIDDEN, "You are not authorized.");

    assertThat(about("hosts"))
        .isEqualTo(
            Finding.problem(
                "hosts",
                "these credentials may not look at it: You are not authorized.",
                "Have ec2:DescribeInstances allowed, or use another profile."));
    assertThat(about("stateful stack").level()).isEqualTo(Level.OK);
    assertThat(section().reached()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"FORBIDDEN", "THROTTLED", "BROKEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void withoutGoodCredentialsOrNetworkNothingFurtherIsAsked(Why why) {
    aws.caller = Reading.unseen(why, "");

    Section section = section();

    assertThat(section.reached()).isFalse();
    assertThat(section.findings()).hasSize(1);
    assertThat(section.findings().getFirst().next()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"FORBIDDEN", "THROTTLED", "BROKEN"})
  void whoIsAskingMayStayUnknown(Why why) {
    aws.caller = Reading.unseen(why, "");

    assertThat(section().reached()).isTrue();
    assertThat(about("credentials").level()).isEqualTo(Level.PROBLEM);
    assertThat(about("hosts").level()).isEqualTo(Level.OK);
  }

  private Finding about(String what) {
    return section().findings().stream()
        .filter(finding -> finding.about().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private Section section() {
    return EnvironmentChecks.of(aws, new EnvironmentName("try"), NOW);
  }

  private static StackState state(String status) {
    return new StackState(status, Optional.empty(), NOW.minus(Duration.ofMinutes(5)), Map.of());
  }

  private static StackEvent event(String part, String status, String reason) {
    return new StackEvent(
        part, "AWS::X::Y", status, Optional.of(reason).filter(text -> !text.isEmpty()));
  }

  private static Alarm alarm(String name, AlarmState state) {
    return new Alarm(name, state, NOW.minus(Duration.ofMinutes(5)), "Crossed");
  }
}
