package dev.fairlead.doctor.environment;

import dev.fairlead.doctor.finding.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account and region on AWS, to be looked at. */
public interface EnvironmentView {
  /** Whose credentials were found. */
  record Caller(String account, String arn, String region) {}

  /**
   * A CloudFormation stack.
   *
   * @param status as in {@code UPDATE_COMPLETE}
   * @param changed when it was created, updated or deleted last
   */
  record StackState(
      String status, Optional<String> reason, Instant changed, Map<String, String> outputs) {
    public StackState {
      outputs = Map.copyOf(outputs);
    }
  }

  /**
   * Something that happened to a part of a stack.
   *
   * @param part its logical id
   * @param type as in {@code AWS::SQS::Queue}
   * @param status as in {@code CREATE_FAILED}
   */
  record StackEvent(String part, String type, String status, Optional<String> reason) {}

  /** How an alarm stands. */
  enum AlarmState {
    OK,
    RINGING,
    LACKING_DATA
  }

  /**
   * A CloudWatch alarm.
   *
   * @param reason why it is in its state
   */
  record Alarm(String name, AlarmState state, Instant since, String reason) {}

  /**
   * An EC2 instance that is not terminated.
   *
   * @param state as in {@code running}
   */
  record Host(String id, String type, String state, Instant launched) {}

  Reading<Caller> caller();

  /** One stack; empty where there is none of that name. */
  Reading<Optional<StackState>> stack(String name);

  /** What happened in a stack's latest operation, newest first; at most some hundred. */
  Reading<List<StackEvent>> events(String stack);

  /** All alarms whose name starts so, by name. */
  Reading<List<Alarm>> alarms(String prefix);

  /** All hosts with that tag, by id. */
  Reading<List<Host>> hosts(String tag, String value);
}
