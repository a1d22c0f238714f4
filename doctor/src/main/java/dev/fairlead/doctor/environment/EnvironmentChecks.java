package dev.fairlead.doctor.environment;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.doctor.environment.EnvironmentView.Alarm;
import dev.fairlead.doctor.environment.EnvironmentView.AlarmState;
import dev.fairlead.doctor.environment.EnvironmentView.Caller;
import dev.fairlead.doctor.environment.EnvironmentView.Host;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Reading.Seen;
import dev.fairlead.doctor.finding.Reading.Unseen;
import dev.fairlead.doctor.finding.Reading.Why;
import dev.fairlead.doctor.finding.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether an environment is deployed and well, and what of it costs money by the hour. */
public final class EnvironmentChecks {
  /** Without these there is nothing further to ask. */
  private static final Set<Why> HOPELESS =
      EnumSet.of(
          Why.NO_CREDENTIALS,
          Why.EXPIRED_CREDENTIALS,
          Why.REFUSED_CREDENTIALS,
          Why.NO_REGION,
          Why.UNREACHABLE);

  private final EnvironmentView view;
  private final EnvironmentName environment;
  private final Instant now;

  private EnvironmentChecks(EnvironmentView view, EnvironmentName environment, Instant now) {
    this.view = view;
    this.environment = environment;
    this.now = now;
  }

  /** Looks at everything: some ten calls, free of charge. */
  public static Section of(EnvironmentView view, EnvironmentName environment, Instant now) {
    return new EnvironmentChecks(view, environment, now).section();
  }

  private Section section() {
    String title = "Environment " + environment.value() + " on AWS";
    var findings = new ArrayList<Finding>();
    switch (view.caller()) {
      case Seen<Caller>(var caller) ->
          findings.add(
              Finding.ok(
                  "credentials",
                  "account %s, region %s, as %s"
                      .formatted(caller.account(), caller.region(), caller.arn())));
      case Unseen<Caller> unseen -> {
        var finding = Unanswered.finding("credentials", "sts:GetCallerIdentity", unseen);
        if (HOPELESS.contains(unseen.why())) {
          return Section.unreached(title, finding);
        }
        findings.add(finding);
      }
    }
    findings.addAll(new StackChecks(view, environment, now).findings());
    findings.addAll(alarms());
    findings.addAll(hosts());
    return Section.reached(title, findings);
  }

  private List<Finding> alarms() {
    return switch (view.alarms(environment.naming(""))) {
      case Seen<List<Alarm>>(var alarms) -> alarms(alarms);
      case Unseen<List<Alarm>> unseen ->
          List.of(Unanswered.finding("alarms", "cloudwatch:DescribeAlarms", unseen));
    };
  }

  private List<Finding> alarms(List<Alarm> alarms) {
    var findings = new ArrayList<Finding>();
    for (Alarm alarm : in(AlarmState.RINGING, alarms)) {
      findings.add(
          Finding.problem(
              "alarm",
              "%s rings for %s: %s"
                  .formatted(alarm.name(), Age.of(alarm.since(), now), alarm.reason()),
              "Its history: aws cloudwatch describe-alarm-history --alarm-name " + alarm.name()));
    }
    List<Alarm> lacking = in(AlarmState.LACKING_DATA, alarms);
    if (!lacking.isEmpty()) {
      findings.add(
          Finding.warning(
              "alarms",
              "%d of %d lack data: %s"
                  .formatted(
                      lacking.size(),
                      alarms.size(),
                      String.join(", ", lacking.stream().map(Alarm::name).toList())),
              "Right after a deployment wait some minutes; later see whether their metrics"
                  + " exist."));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "alarms", alarms.isEmpty() ? "there are none" : alarms.size() + ", none rings"));
    }
    return findings;
  }

  private static List<Alarm> in(AlarmState state, List<Alarm> alarms) {
    return alarms.stream().filter(alarm -> alarm.state() == state).toList();
  }

  private List<Finding> hosts() {
    return switch (view.hosts(EnvironmentName.TAG, environment.value())) {
      case Seen<List<Host>>(var hosts) ->
          hosts.isEmpty()
              ? List.of(Finding.ok("hosts", "none; nothing costs money by the hour"))
              : hosts.stream().map(this::host).toList();
      case Unseen<List<Host>> unseen ->
          List.of(Unanswered.finding("hosts", "ec2:DescribeInstances", unseen));
    };
  }

  /** One that runs belongs to somebody's lease; one that is stopped is kept for nothing. */
  private Finding host(Host host) {
    String says =
        "%s (%s) is %s, launched %s ago"
            .formatted(host.id(), host.type(), host.state(), Age.of(host.launched(), now));
    return host.state().startsWith("stop")
        ? Finding.warning(
            "host",
            says + "; its disks cost money still",
            "If nobody needs it: aws ec2 terminate-instances --instance-ids " + host.id())
        : Finding.ok("host", says + "; costs money by the hour");
  }
}
