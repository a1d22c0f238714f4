package dev.fairlead.doctor.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fairlead.doctor.environment.EnvironmentView.Alarm;
import dev.fairlead.doctor.environment.EnvironmentView.AlarmState;
import dev.fairlead.doctor.environment.EnvironmentView.Caller;
import dev.fairlead.doctor.environment.EnvironmentView.Host;
import dev.fairlead.doctor.environment.EnvironmentView.StackEvent;
import dev.fairlead.doctor.environment.EnvironmentView.StackState;
import dev.fairlead.doctor.finding.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsEnvironmentTest {
  private static final String STACK_ID = "arn:aws:cloudformation:eu-central-1:1:stack/s/1";

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void tellsWhoIsAsking() {
    aws.answer(
        "GetCallerIdentity",
        "<Arn>arn:aws:iam::123456789012:user/ada</Arn><UserId>AID</UserId>"
            + "<Account>123456789012</Account>");

    assertThat(aws.environment().caller())
        .isEqualTo(
            Reading.seen(
                new Caller("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-central-1")));
  }

  @Test
  void readsAStackWithItsOutputs() {
    aws.answer(
        "DescribeStacks",
        """
        <Stacks><member><StackName>fairlead-try-stateless</StackName>
        <StackStatus>UPDATE_COMPLETE</StackStatus>
        <CreationTime>2026-01-01T08:00:00Z</CreationTime>
        <LastUpdatedTime>2026-02-01T08:00:00Z</LastUpdatedTime>
        <Outputs><member><OutputKey>ApiAddress</OutputKey>
        <OutputValue>https://api.example/</OutputValue></member></Outputs></member></Stacks>\
        """);

    assertThat(aws.environment().stack("fairlead-try-stateless"))
        .isEqualTo(
            Reading.seen(
                Optional.of(
                    new StackState(
                        "UPDATE_COMPLETE",
                        Optional.empty(),
                        Instant.parse("2026-02-01T08:00:00Z"),
                        Map.of("ApiAddress", "https://api.example/")))));
    assertThat(aws.calls("DescribeStacks").getFirst())
        .containsEntry("StackName", "fairlead-try-stateless");
  }

  @Test
  void aStackThatIsNotThereIsNoFailure() {
    aws.refuse("DescribeStacks", 400, "ValidationError", "Stack with id s does not exist");

    assertThat(aws.environment().stack("s")).isEqualTo(Reading.seen(Optional.empty()));
  }

  @Test
  void readsTheEventsOfTheLatestOperationOverPages() {
    aws.answer(
            "DescribeStackEvents",
            "<StackEvents>"
                + event("s", STACK_ID, "UPDATE_ROLLBACK_COMPLETE", "")
                + event("Queue", "q", "UPDATE_FAILED", "No such key")
                + "</StackEvents><NextToken>more</NextToken>")
        .answer(
            "DescribeStackEvents",
            "<StackEvents>"
                + event("Queue", "q", "UPDATE_IN_PROGRESS", "")
                + event("s", STACK_ID, "UPDATE_IN_PROGRESS", "User Initiated")
                + event("Queue", "q", "CREATE_FAILED", "Of the operation before")
                + "</StackEvents><NextToken>yet-more</NextToken>");

    assertThat(aws.environment().events("s"))
        .isEqualTo(
            Reading.seen(
                List.of(
                    new StackEvent("s", "AWS::X::Y", "UPDATE_ROLLBACK_COMPLETE", Optional.empty()),
                    new StackEvent(
                        "Queue", "AWS::X::Y", "UPDATE_FAILED", Optional.of("No such key")),
                    new StackEvent("Queue", "AWS::X::Y", "UPDATE_IN_PROGRESS", Optional.empty()))));
    assertThat(aws.calls("DescribeStackEvents")).hasSize(2);
    assertThat(aws.calls("DescribeStackEvents").getLast()).containsEntry("NextToken", "more");
  }

  @Test
  void readsAlarmsOfBothKindsOverPages() {
    aws.answer(
            "DescribeAlarms",
            "<MetricAlarms>"
                + alarm("fairlead-try-z", "ALARM")
                + alarm("fairlead-try-b", "INSUFFICIENT_DATA")
                + "</MetricAlarms><NextToken>more</NextToken>")
        .answer(
            "DescribeAlarms",
            "<CompositeAlarms>" + alarm("fairlead-try-a", "OK") + "</CompositeAlarms>");

    var alarms = aws.environment().alarms("fairlead-try-").found().orElseThrow();

    assertThat(alarms)
        .extracting(Alarm::name, Alarm::state)
        .containsExactly(
            tuple("fairlead-try-a", AlarmState.OK),
            tuple("fairlead-try-b", AlarmState.LACKING_DATA),
            tuple("fairlead-try-z", AlarmState.RINGING));
    assertThat(aws.calls("DescribeAlarms").getFirst())
        .containsEntry("AlarmNamePrefix", "fairlead-try-")
        .containsEntry("AlarmTypes.member.2", "CompositeAlarm");
  }

  @Test
  void readsHostsByTheirTag() {
    aws.answerOfEc2(
        "DescribeInstances",
        """
        <reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>
        <instanceType>m7g.large</instanceType><instanceState><name>running</name></instanceState>
        <launchTime>2026-01-01T08:00:00.000Z</launchTime></item></instancesSet></item>
        </reservationSet>\
        """);

    assertThat(aws.environment().hosts("fairlead:environment", "try"))
        .isEqualTo(
            Reading.seen(
                List.of(
                    new Host(
                        "i-1", "m7g.large", "running", Instant.parse("2026-01-01T08:00:00Z")))));
    assertThat(aws.calls("DescribeInstances").getFirst())
        .containsEntry("Filter.1.Name", "tag:fairlead:environment")
        .containsEntry("Filter.1.Value.1", "try")
        .containsEntry("Filter.2.Name", "instance-state-name")
        .doesNotContainValue("terminated");
  }

  private static String event(String part, String physical, String status, String reason) {
    return """
    <member><StackId>%s</StackId><StackName>s</StackName><EventId>e</EventId>
    <LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId>
    <ResourceType>AWS::X::Y</ResourceType><Timestamp>2026-01-01T08:00:00Z</Timestamp>
    <ResourceStatus>%s</ResourceStatus><ResourceStatusReason>%s</ResourceStatusReason></member>\
    """
        .formatted(STACK_ID, part, physical, status, reason);
  }

  private static String alarm(String name, String state) {
    return """
    <member><AlarmName>%s</AlarmName><StateValue>%s</StateValue>
    <StateReason>Threshold crossed</StateReason>
    <StateUpdatedTimestamp>2026-01-01T08:00:00Z</StateUpdatedTimestamp></member>\
    """
        .formatted(name, state);
  }
}
