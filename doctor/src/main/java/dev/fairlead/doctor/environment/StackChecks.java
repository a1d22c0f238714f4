package dev.fairlead.doctor.environment;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.doctor.environment.EnvironmentView.StackEvent;
import dev.fairlead.doctor.environment.EnvironmentView.StackState;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Level;
import dev.fairlead.doctor.finding.Reading;
import dev.fairlead.doctor.finding.Reading.Seen;
import dev.fairlead.doctor.finding.Reading.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two stacks of an environment, and the one that cdk itself needs. */
final class StackChecks {
  private static final List<String> STACKS = List.of("stateful", "stateless");

  /** Made by {@code cdk bootstrap}. */
  private static final String TOOLKIT = "CDKToolkit";

  /** Values that stacks hand each other, not their reader. */
  private static final String BETWEEN_STACKS = "ExportsOutput";

  /** Follows from a failure elsewhere. */
  private static final String CANCELLED = "cancelled";

  private final EnvironmentView view;
  private final EnvironmentName environment;
  private final Instant now;

  StackChecks(EnvironmentView view, EnvironmentName environment, Instant now) {
    this.view = view;
    this.environment = environment;
    this.now = now;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(bootstrap());
    Map<String, Reading<Optional<StackState>>> read = new LinkedHashMap<>();
    STACKS.forEach(stack -> read.put(stack, view.stack(physical(stack))));
    boolean anyThere =
        read.values().stream().anyMatch(stack -> stack.found().flatMap(s -> s).isPresent());
    read.forEach((stack, reading) ->
        findings.addAll(
            switch (reading) {
              case Seen<Optional<StackState>>(var state) ->
                  state
                      .map(there -> there(stack, there))
                      .orElseGet(() -> List.of(missing(stack, anyThere)));
              case Unseen<Optional<StackState>> unseen ->
                  List.of(
                      Unanswered.finding(about(stack), "cloudformation:DescribeStacks", unseen));
            }));
    return findings;
  }

  private Finding bootstrap() {
    return switch (view.stack(TOOLKIT)) {
      case Seen<Optional<StackState>>(var stack) ->
          stack.isPresent()
              ? Finding.ok("cdk bootstrap", "was done")
              : Finding.warning(
                  "cdk bootstrap",
                  "was not done in this account and region",
                  "Before the first deployment: npx cdk bootstrap");
      case Unseen<Optional<StackState>> unseen ->
          Unanswered.finding("cdk bootstrap", "cloudformation:DescribeStacks", unseen);
    };
  }

  /** Before the first deployment neither stack is there, which is as it should be. */
  private Finding missing(String stack, boolean anyThere) {
    return new Finding(
        anyThere ? Level.PROBLEM : Level.WARNING,
        about(stack),
        physical(stack) + " is not deployed",
        Optional.of("Deploy it, in infra-cdk: npx cdk deploy --all -c env=" + environment.value()));
  }

  private List<Finding> there(String stack, StackState state) {
    var findings = new ArrayList<Finding>();
    findings.add(status(stack, state));
    state.outputs().entrySet().stream()
        .filter(output -> !output.getKey().startsWith(BETWEEN_STACKS))
        .sorted(Map.Entry.comparingByKey())
        .forEach(output -> findings.add(Finding.ok("  " + output.getKey(), output.getValue())));
    return findings;
  }

  private Finding status(String stack, StackState state) {
    String says = "%s, changed %s ago".formatted(state.status(), Age.of(state.changed(), now));
    return switch (Phase.of(state.status())) {
      case DONE -> Finding.ok(about(stack), says);
      case CHANGING -> Finding.warning(about(stack), says, "Wait until it is done; look again.");
      case ONLY_PLANNED ->
          Finding.warning(
              about(stack),
              says + "; a change set was made and never carried out",
              "Carry it out, or deploy again.");
      case FAILED ->
          Finding.problem(
              about(stack),
              says + cause(stack, state),
              "Mend that, then deploy again. All events: aws cloudformation describe-stack-events"
                  + " --stack-name "
                  + physical(stack));
      case STUCK ->
          Finding.problem(
              about(stack),
              says + cause(stack, state),
              "Mend that, then: aws cloudformation continue-update-rollback --stack-name "
                  + physical(stack));
    };
  }

  /** The first failure in time; what failed later may have failed because of it. */
  private String cause(String stack, StackState state) {
    return switch (view.events(physical(stack))) {
      case Seen<List<StackEvent>>(var events) -> {
        List<StackEvent> failures =
            events.reversed().stream().filter(StackChecks::isFailure).toList();
        yield failures.isEmpty()
            ? state.reason().map(reason -> ": " + reason).orElse("")
            : ": " + told(failures.getFirst()) + more(failures.size() - 1);
      }
      case Unseen<List<StackEvent>> _ ->
          state.reason().map(reason -> ": " + reason).orElse("")
              + "; its events can't be read (cloudformation:DescribeStackEvents)";
    };
  }

  private static boolean isFailure(StackEvent event) {
    return event.status().endsWith("_FAILED")
        && !event.type().equals("AWS::CloudFormation::Stack")
        && event.reason().filter(reason -> reason.contains(CANCELLED)).isEmpty();
  }

  private static String told(StackEvent event) {
    return "%s (%s) %s: %s"
        .formatted(
            event.part(), event.type(), event.status(), event.reason().orElse("no reason given"));
  }

  private static String more(int others) {
    return others == 0 ? "" : " (and %d more)".formatted(others);
  }

  private String physical(String stack) {
    return environment.naming(stack);
  }

  private static String about(String stack) {
    return stack + " stack";
  }
}
