package dev.fairlead.bench.faults;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.RedactedEnding;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Processes as the real launcher runs them: an attempt starts at most once, is known for ever once
 * it was ordered, and reports its end again and again until it is released.
 */
final class SimulatedProcesses implements OperationLauncher, Actor {
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private record Name(OperationKey key, int attempt) {}

  private static final class Attempt {
    private final Order order;
    private Optional<Disclosure.Disclosed> open = Optional.empty();
    private Instant next;
    private Instant endsAt = Instant.MAX;
    private int starts;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Report.Ended> end = Optional.empty();
    private boolean startReported;
    private Duration pause = AGAIN;

    Attempt(Order order, Instant next) {
      this.order = order;
      this.next = next;
    }

    boolean isAlive() {
      return starts > 0 && end.isEmpty();
    }
  }

  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Turbulence turbulence;
  private final MessageQueue queues;
  private final SecretStore secrets;
  private final Witness witness;
  private final Effects effects;
  private final Map<Name, Attempt> attempts = new LinkedHashMap<>();
  private final Set<Name> released = new HashSet<>();

  SimulatedProcesses(
      SimulatedClock clock,
      RandomGenerator chance,
      Turbulence turbulence,
      MessageQueue queues,
      SecretStore secrets,
      Witness witness,
      Effects effects) {
    this.clock = clock;
    this.chance = chance;
    this.turbulence = turbulence;
    this.queues = queues;
    this.secrets = secrets;
    this.witness = witness;
    this.effects = effects;
  }

  @Override
  public void launch(Order order) {
    var name = new Name(order.key(), order.attempt());
    turbulence.call(
        PortCall.LAUNCH,
        () -> order.key() + " " + order.attempt(),
        _ -> {
          witness.launching(order);
          if (!released.contains(name)) {
            Attempt attempt =
                attempts.computeIfAbsent(name, _ -> new Attempt(order, clock.instant()));
            attempt.startReported = false;
            attempt.next = clock.instant();
          }
          return name;
        });
  }

  @Override
  public void release(OperationKey key, int number) {
    var name = new Name(key, number);
    turbulence.call(
        PortCall.RELEASE,
        () -> key + " " + number,
        _ -> {
          released.add(name);
          attempts.remove(name);
          return name;
        });
  }

  /** Attempts that run, or that wait to be released. */
  List<String> left() {
    return attempts.keySet().stream().map(Name::toString).toList();
  }

  @Override
  public Instant due() {
    Instant first = NEVER;
    for (Attempt attempt : attempts.values()) {
      if (attempt.next.isBefore(first)) {
        first = attempt.next;
      }
    }
    return first;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    attempts.values().stream()
        .filter(attempt -> !attempt.next.isAfter(clock.instant()))
        .findFirst()
        .ifPresent(attempt -> {
          turbulence.as(
              Site.LAUNCHER,
              Optional.empty(),
              () -> {
                advance(attempt);
                tell(attempt);
              });
        });
  }

  private void advance(Attempt attempt) {
    boolean killed = !turbulence.isCalm() && chance.nextInt(40) == 0;
    if (attempt.end.isPresent()) {
      // Who is not heard for minutes is not heard better by saying it every few seconds.
      attempt.next = clock.instant().plus(attempt.pause);
      attempt.pause =
          attempt.pause.compareTo(LONGEST) < 0 ? attempt.pause.multipliedBy(2) : LONGEST;
    } else if (attempt.isAlive() && !killed && clock.instant().isBefore(attempt.endsAt)) {
      attempt.next = attempt.endsAt;
    } else if (attempt.isAlive()) {
      end(attempt, killed ? new Ending.Lost(new Diagnostic("lost", "killed")) : ending(attempt));
    } else if (killed) {
      end(attempt, new Ending.Lost(new Diagnostic("lost", "could not be started")));
    } else if (isDisclosed(attempt)) {
      attempt.starts++;
      attempt.startedAt = Optional.of(clock.instant());
      attempt.endsAt = clock.instant().plus(Effects.length(attempt.order.payload()));
      attempt.next = attempt.endsAt;
      effects.started(attempt.order.key(), attempt.order.attempt());
      turbulence.note(() -> "started " + attempt.order.key() + " " + attempt.order.attempt());
    }
  }

  /** Whether what it is to be told is known, so that it can be started. */
  private boolean isDisclosed(Attempt attempt) {
    Order order = attempt.order;
    try {
      switch (Disclosure.of(
          order.payload(),
          order.secrets(),
          name -> secrets.find(order.key().agenda().customer().value(), name))) {
        case Disclosure.Disclosed disclosed -> attempt.open = Optional.of(disclosed);
        case Disclosure.Missing missing -> witness.problem(missing.sentence());
      }
    } catch (PortException unanswered) {
      attempt.next = clock.instant().plus(AGAIN);
    }
    return attempt.open.isPresent();
  }

  /** As others may know it. */
  private static Ending ending(Attempt attempt) {
    Disclosure.Disclosed open = attempt.open.orElseThrow();
    return RedactedEnding.of(
        Effects.ending(open.payload(), attempt.order.attempt()), open.redaction());
  }

  private void end(Attempt attempt, Ending ending) {
    turbulence.note(
        () -> "ended " + attempt.order.key() + " " + attempt.order.attempt() + " " + kind(ending));
    attempt.end =
        Optional.of(
            new Report.Ended(
                attempt.order.key().operation(),
                attempt.order.attempt(),
                attempt.starts,
                attempt.startedAt,
                clock.instant(),
                ending));
    attempt.next = clock.instant().plus(AGAIN);
  }

  private static String kind(Ending ending) {
    return ending.getClass().getSimpleName();
  }

  private void tell(Attempt attempt) {
    try {
      if (attempt.startedAt.isPresent() && !attempt.startReported) {
        send(
            attempt,
            new Report.Started(
                attempt.order.key().operation(),
                attempt.order.attempt(),
                attempt.starts,
                attempt.startedAt.get()));
        attempt.startReported = true;
      }
      attempt.end.ifPresent(end -> send(attempt, end));
    } catch (PortException unsent) {
      turbulence.note(() -> "a report waits");
      attempt.next = clock.instant().plus(AGAIN);
    } catch (Crash hostIsGone) {
      attempt.startReported = false;
      throw hostIsGone;
    }
  }

  private void send(Attempt attempt, Report report) {
    var message =
        new ReportMessage(
            attempt.order.key().agenda(),
            report,
            report instanceof Report.Ended ? Optional.of("printed") : Optional.empty());
    queues.send(
        QueueSpec.COMPLETIONS.queueName(),
        List.of(
            MessageQueue.Outgoing.inGroup(
                message.body(),
                attempt.order.key().agenda().toString(),
                message.deduplicationKey(clock.instant()))));
  }
}
