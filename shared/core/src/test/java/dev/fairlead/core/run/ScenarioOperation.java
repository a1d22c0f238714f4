package dev.fairlead.core.run;

import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.agenda.Timeouts;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An operation of a {@link Scenario}: a process that waits for nothing, unless said otherwise. */
record ScenarioOperation(
    String name,
    String type,
    Phase phase,
    List<String> dependsOn,
    RetryPolicy retry,
    Timeouts timeouts,
    Expansion expansion,
    Optional<String> sequentialGroup,
    Optional<ComponentWork> work,
    Amounts requests,
    Amounts dependents) {
  /** Its launcher knows whether it lives, and is asked again after 5 s. */
  static final String PROCESS = "process";

  /** It beats; it is ordered again, or counts as lost, after 60 s of silence. */
  static final String QUEUED = "queued";

  static ScenarioOperation op(String name) {
    return new ScenarioOperation(
        name,
        PROCESS,
        Phase.MAIN,
        List.of(),
        RetryPolicy.ONCE,
        Timeouts.NONE,
        Expansion.NONE,
        Optional.empty(),
        Optional.empty(),
        Amounts.of(0, 1, 0, 0),
        Amounts.NONE);
  }

  ScenarioOperation after(String... names) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        List.of(names),
        retry,
        timeouts,
        expansion,
        sequentialGroup,
        work,
        requests,
        dependents);
  }

  /** It does something with a component. */
  ScenarioOperation does(Verb verb, String id) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        retry,
        timeouts,
        expansion,
        sequentialGroup,
        Optional.of(new ComponentWork(verb, "vm", "aws", id)),
        requests,
        dependents);
  }

  /** One of a group of which one runs at a time. */
  ScenarioOperation inTurn(String group) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        retry,
        timeouts,
        expansion,
        Optional.of(group),
        work,
        requests,
        dependents);
  }

  /** It uses so much of each while it runs. */
  ScenarioOperation requesting(Map<String, Long> amounts) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        retry,
        timeouts,
        expansion,
        sequentialGroup,
        work,
        Amounts.ofMap(amounts),
        dependents);
  }

  /** What its attempts start beside themselves may use so much. */
  ScenarioOperation dependents(Amounts most) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        retry,
        timeouts,
        expansion,
        sequentialGroup,
        work,
        requests,
        most);
  }

  ScenarioOperation queued() {
    return typed(QUEUED);
  }

  ScenarioOperation typed(String otherType) {
    return new ScenarioOperation(
        name,
        otherType,
        phase,
        dependsOn,
        retry,
        timeouts,
        expansion,
        sequentialGroup,
        work,
        requests,
        dependents);
  }

  ScenarioOperation atLast() {
    return new ScenarioOperation(
        name,
        type,
        Phase.FINALLY,
        dependsOn,
        retry,
        timeouts,
        expansion,
        sequentialGroup,
        work,
        requests,
        dependents);
  }

  ScenarioOperation attempts(int most) {
    return retry(RetryPolicy.attempts(most));
  }

  ScenarioOperation retry(RetryPolicy policy) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        policy,
        timeouts,
        expansion,
        sequentialGroup,
        work,
        requests,
        dependents);
  }

  ScenarioOperation startedWithin(Duration most) {
    return within(
        new Timeouts(
            timeouts.queued(), Optional.of(most), timeouts.heartbeat(), timeouts.running()));
  }

  ScenarioOperation queuedFor(Duration most) {
    return within(
        new Timeouts(
            Optional.of(most), timeouts.starting(), timeouts.heartbeat(), timeouts.running()));
  }

  ScenarioOperation runningFor(Duration most) {
    return within(
        new Timeouts(
            timeouts.queued(), timeouts.starting(), timeouts.heartbeat(), Optional.of(most)));
  }

  ScenarioOperation beatingEvery(Duration most) {
    return within(
        new Timeouts(
            timeouts.queued(), timeouts.starting(), Optional.of(most), timeouts.running()));
  }

  /** Its work is done item by item, so many at once. */
  ScenarioOperation forEach(int maxConcurrency, Expansion.Tolerance tolerated) {
    return expanding(
        new Expansion.ForEach(Json.array(List.of()), "item", maxConcurrency, tolerated));
  }

  /** Its result lists operations. */
  ScenarioOperation generates() {
    return expanding(
        new Expansion.Generator(
            JsonPointer.parse("/operations").orElseThrow(), JsonPointer.parse("/params")));
  }

  private ScenarioOperation expanding(Expansion how) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        retry,
        timeouts,
        how,
        sequentialGroup,
        work,
        requests,
        dependents);
  }

  private ScenarioOperation within(Timeouts most) {
    return new ScenarioOperation(
        name,
        type,
        phase,
        dependsOn,
        retry,
        most,
        expansion,
        sequentialGroup,
        work,
        requests,
        dependents);
  }

  OperationSpec spec() {
    return new OperationSpec(
        name,
        type,
        phase,
        Json.EMPTY,
        dependsOn,
        retry,
        timeouts,
        expansion,
        Optional.empty(),
        sequentialGroup,
        work,
        requests,
        dependents,
        Json.EMPTY);
  }
}
