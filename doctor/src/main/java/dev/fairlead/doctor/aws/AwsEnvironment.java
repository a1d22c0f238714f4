package dev.fairlead.doctor.aws;

import dev.fairlead.doctor.environment.EnvironmentView;
import dev.fairlead.doctor.finding.Reading;
import dev.fairlead.doctor.finding.Reading.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** An account and region, by STS, CloudFormation, CloudWatch and EC2. Thread-safe. */
public final class AwsEnvironment implements EnvironmentView {
  /** A page has up to 100. */
  private static final int MOST_PAGES = 10;

  /** All but terminated ones, which cost nothing. */
  private static final List<String> LIVING =
      List.of("pending", "running", "shutting-down", "stopping", "stopped");

  private static final String NO_STACK = "ValidationError";

  private final AwsAccess access;

  AwsEnvironment(AwsAccess access) {
    this.access = access;
  }

  /**
   * Calls nothing yet but, without a region, whoever may know one.
   *
   * @param region by the SDK's own chain unless given
   */
  public static EnvironmentView bySdk(Optional<String> region) {
    return new AwsEnvironment(AwsAccess.bySdk(region));
  }

  @Override
  public Reading<Caller> caller() {
    return read(() -> {
      try (var client = access.sts()) {
        var who = client.getCallerIdentity();
        return new Caller(
            who.account(), who.arn(), access.region().map(Object::toString).orElse(""));
      }
    });
  }

  @Override
  public Reading<Optional<StackState>> stack(String name) {
    return read(() -> {
      try (var client = access.cloudFormation()) {
        return client.describeStacks(call -> call.stackName(name)).stacks().stream()
            .findFirst()
            .map(AwsEnvironment::stackState);
      } catch (CloudFormationException e) {
        if (Refusals.codeOf(e).equals(NO_STACK)) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }

  private static StackState stackState(Stack stack) {
    Instant changed =
        Stream.of(stack.creationTime(), stack.lastUpdatedTime(), stack.deletionTime())
            .flatMap(Stream::ofNullable)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return new StackState(
        stack.stackStatusAsString(),
        text(stack.stackStatusReason()),
        changed,
        stack.outputs().stream()
            .collect(
                Collectors.toMap(Output::outputKey, Output::outputValue, (first, _) -> first)));
  }

  @Override
  public Reading<List<StackEvent>> events(String stack) {
    return read(() -> {
      try (var client = access.cloudFormation()) {
        var events = new ArrayList<StackEvent>();
        client.describeStackEventsPaginator(call -> call.stackName(stack)).stream()
            .limit(MOST_PAGES)
            .flatMap(page -> page.stackEvents().stream())
            .takeWhile(event -> !begins(event))
            .map(event ->
                new StackEvent(
                    event.logicalResourceId(),
                    event.resourceType(),
                    event.resourceStatusAsString(),
                    text(event.resourceStatusReason())))
            .forEach(events::add);
        return List.copyOf(events);
      }
    });
  }

  /** Whether the stack's latest operation begins with it; rolling back is part of the operation. */
  private static boolean begins(
      software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
    return event.stackId().equals(event.physicalResourceId())
        && List.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")
            .contains(event.resourceStatusAsString());
  }

  @Override
  public Reading<List<Alarm>> alarms(String prefix) {
    return read(() -> {
      try (var client = access.cloudWatch()) {
        return client
            .describeAlarmsPaginator(call ->
                call.alarmNamePrefix(prefix)
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                    .maxRecords(100))
            .stream()
            .limit(MOST_PAGES)
            .flatMap(AwsEnvironment::alarms)
            .sorted(Comparator.comparing(Alarm::name))
            .toList();
      }
    });
  }

  private static Stream<Alarm> alarms(DescribeAlarmsResponse page) {
    return Stream.concat(
        page.metricAlarms().stream().map(AwsEnvironment::alarm),
        page.compositeAlarms().stream().map(AwsEnvironment::alarm));
  }

  private static Alarm alarm(MetricAlarm alarm) {
    return new Alarm(
        alarm.alarmName(),
        state(alarm.stateValue()),
        alarm.stateUpdatedTimestamp(),
        text(alarm.stateReason()).orElse(""));
  }

  private static Alarm alarm(CompositeAlarm alarm) {
    return new Alarm(
        alarm.alarmName(),
        state(alarm.stateValue()),
        alarm.stateUpdatedTimestamp(),
        text(alarm.stateReason()).orElse(""));
  }

  private static AlarmState state(StateValue value) {
    return switch (value) {
      case ALARM -> AlarmState.RINGING;
      case OK -> AlarmState.OK;
      case INSUFFICIENT_DATA, UNKNOWN_TO_SDK_VERSION -> AlarmState.LACKING_DATA;
    };
  }

  @Override
  public Reading<List<Host>> hosts(String tag, String value) {
    return read(() -> {
      try (var client = access.ec2()) {
        return client
            .describeInstancesPaginator(call ->
                call.filters(
                        filter("tag:" + tag, List.of(value)), filter("instance-state-name", LIVING))
                    .maxResults(100))
            .stream()
            .limit(MOST_PAGES)
            .flatMap(page -> page.reservations().stream())
            .flatMap(reservation -> reservation.instances().stream())
            .map(AwsEnvironment::host)
            .sorted(Comparator.comparing(Host::id))
            .toList();
      }
    });
  }

  private static Host host(Instance instance) {
    return new Host(
        instance.instanceId(),
        instance.instanceTypeAsString(),
        instance.state().nameAsString(),
        instance.launchTime());
  }

  private static Filter filter(String name, List<String> values) {
    return Filter.builder().name(name).values(values).build();
  }

  private <T> Reading<T> read(Supplier<T> call) {
    if (access.region().isEmpty()) {
      return Reading.unseen(Why.NO_REGION, "");
    }
    try {
      return Reading.seen(call.get());
    } catch (SdkException failure) {
      return Refusals.unseen(failure);
    }
  }

  private static Optional<String> text(@Nullable String given) {
    return Optional.ofNullable(given).filter(text -> !text.isBlank());
  }
}
