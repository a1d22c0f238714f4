package dev.fairlead.doctor.environment;

import dev.fairlead.doctor.finding.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account as a test describes it. Without a description it is empty. */
final class FakeEnvironment implements EnvironmentView {
  Reading<Caller> caller =
      Reading.seen(new Caller("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1"));
  Reading<List<StackEvent>> events = Reading.seen(List.of());
  Reading<List<Host>> hosts = Reading.seen(List.of());
  private final Map<String, Reading<Optional<StackState>>> stacks = new HashMap<>();
  private final List<Alarm> alarms = new ArrayList<>();

  FakeEnvironment stack(String name, StackState state) {
    return stack(name, Reading.seen(Optional.of(state)));
  }

  FakeEnvironment stack(String name, Reading<Optional<StackState>> reading) {
    stacks.put(name, reading);
    return this;
  }

  FakeEnvironment alarm(Alarm alarm) {
    alarms.add(alarm);
    return this;
  }

  @Override
  public Reading<Caller> caller() {
    return caller;
  }

  @Override
  public Reading<Optional<StackState>> stack(String name) {
    return stacks.getOrDefault(name, Reading.seen(Optional.empty()));
  }

  @Override
  public Reading<List<StackEvent>> events(String stack) {
    return events;
  }

  @Override
  public Reading<List<Alarm>> alarms(String prefix) {
    return Reading.seen(alarms.stream().filter(alarm -> alarm.name().startsWith(prefix)).toList());
  }

  @Override
  public Reading<List<Host>> hosts(String tag, String value) {
    return hosts;
  }
}
