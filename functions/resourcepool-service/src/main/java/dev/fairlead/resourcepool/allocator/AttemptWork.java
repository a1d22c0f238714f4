package dev.fairlead.resourcepool.allocator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.access.DetachedCommand.Look;
import dev.fairlead.core.access.DetachedCommand.Signal;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.ReportMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** One look at the work of an attempt on its host, and what is told of it. */
final class AttemptWork {
  private static final int PROGRESS_BYTES = 64 * 1024;

  private final SecretStore secrets;
  private final AttemptStart starts;
  private final AttemptReports reports;

  AttemptWork(Ports ports, AttemptReports reports) {
    this.starts = new AttemptStart(ports);
    this.secrets = ports.secrets();
    this.reports = reports;
  }

  /** Opens something else that the lease is on. */
  interface Opener extends Function<Class<FilesystemInterface>, Optional<FilesystemInterface>> {}

  /**
   * Starts it unless it is known to have started, and tells what is news.
   *
   * @param since when its lease was active
   */
  AttemptState step(
      AttemptOrder ordered,
      AttemptState state,
      Instant since,
      DetachedCommand command,
      Opener files,
      Instant now) {
    var order = ordered.order();
    boolean isKnown = state.startedAt().isPresent() || state.isOver();
    var asked = isKnown ? new AttemptStart.Asked(command.look()) : starts.start(ordered, command);
    var look = asked.look();
    return switch (look.state()) {
      case NONE ->
          asked
              .refusal()
              .map(refusal -> failed(order, state, refusal, now))
              .orElseGet(() -> notStarted(ordered, state, since, command, now));
      case RUNNING -> running(ordered, state.running(now, look.logBytes()), look, command, now);
      case EXITED -> exited(ordered, state, look, command, files, now);
      case GONE -> {
        // What it started may live on, and the next attempt is not to run beside it.
        command.end(Signal.KILL);
        yield lost(
            order,
            state,
            "Its process was killed from outside, or its host was started anew.",
            now);
      }
    };
  }

  private AttemptState failed(
      PodMessage.Launch order, AttemptState state, Diagnostic why, Instant now) {
    return over(order, state, new Ending.Failed(why), now);
  }

  /** It was there, and is no more: tried again without counting. */
  AttemptState lost(PodMessage.Launch order, AttemptState state, String why, Instant now) {
    var ran = state.startedAt().isPresent() ? state : state.running(now, state.logBytes());
    return over(order, ran, new Ending.Lost(new Diagnostic("host", why)), now);
  }

  private AttemptState over(
      PodMessage.Launch order, AttemptState state, Ending ending, Instant now) {
    reports.ended(
        order.key(),
        order.attempt(),
        state.startedAt(),
        ending,
        Optional.empty(),
        OperationProgress.NONE,
        now);
    return state.over(ending, false, now);
  }

  private AttemptState notStarted(
      AttemptOrder ordered,
      AttemptState state,
      Instant since,
      DetachedCommand command,
      Instant now) {
    if (!isLate(ordered, state, since, now)) {
      return state.answered();
    }
    // A start that is still on its way finds the gate closed.
    command.end(Signal.KILL);
    return tooLate(ordered, state, "", now);
  }

  /** Whether it should have started by now, and is not known to have. */
  static boolean isLate(AttemptOrder ordered, AttemptState state, Instant since, Instant now) {
    return state.startedAt().isEmpty()
        && !state.isOver()
        && !since.plus(ordered.terms().startsWithin()).isAfter(now);
  }

  /**
   * It has not started in time.
   *
   * @param why what kept it, in a sentence with a space before it, if that is known
   */
  AttemptState tooLate(AttemptOrder ordered, AttemptState state, String why, Instant now) {
    var sentence =
        "Its command did not start within "
            + ordered.terms().startsWithin().toSeconds()
            + " s."
            + why;
    return failed(ordered.order(), state, new Diagnostic("notStarted", sentence), now);
  }

  private AttemptState running(
      AttemptOrder ordered, AttemptState state, Look look, DetachedCommand command, Instant now) {
    var order = ordered.order();
    var silence = ordered.terms().silence();
    if (silence.filter(most -> !state.logAt().plus(most).isAfter(now)).isPresent()) {
      // Told before it is: who hears of it releases the lease, and that ends the group. Told to end
      // first, it might be seen to have failed by the signal.
      var why = "It printed nothing for " + silence.get().toSeconds() + " s.";
      var ending = new Ending.TimedOut(new Diagnostic("silence", why));
      ended(ordered, state, ending, command, now);
      return state.over(ending, true, now);
    }
    var mark = "runs " + look.logBytes() + " " + look.progressBytes();
    if (state.told().equals(mark)) {
      return state;
    }
    if (!state.told().startsWith("runs ")) {
      reports.started(order.key(), order.attempt(), state.startedAt().orElse(now), now);
    }
    if (look.logBytes() + look.progressBytes() > 0) {
      var redaction = redaction(order);
      reports.beat(
          order.key(),
          order.attempt(),
          log(command, look, ReportMessage.LIVE_LOG_CHARACTERS, redaction),
          progress(command, look, redaction),
          now);
    }
    return state.telling(mark);
  }

  private AttemptState exited(
      AttemptOrder ordered,
      AttemptState state,
      Look look,
      DetachedCommand command,
      Opener files,
      Instant now) {
    var begun = state.running(now, look.logBytes());
    var order = ordered.order();
    var redaction = redaction(order);
    var log = log(command, look, ResultBlobs.MAX_LOG_BYTES, redaction);
    Ending ending =
        look.exit() == 0
            ? AttemptResult.read(files, redaction)
            : AttemptResult.ofExit(look.exit(), ordered.terms().command(), log);
    reports.ended(
        order.key(),
        order.attempt(),
        begun.startedAt(),
        ending,
        log,
        progress(command, look, redaction),
        now);
    return begun.over(true, now);
  }

  private void ended(
      AttemptOrder ordered,
      AttemptState state,
      Ending ending,
      DetachedCommand command,
      Instant now) {
    var order = ordered.order();
    var redaction = redaction(order);
    reports.ended(
        order.key(),
        order.attempt(),
        state.startedAt(),
        ending,
        text(command.log(ResultBlobs.MAX_LOG_BYTES)).map(redaction::cutText),
        OperationProgress.NONE,
        now);
  }

  private static Optional<String> log(
      DetachedCommand command, Look look, int most, Redaction redaction) {
    return look.logBytes() == 0
        ? Optional.empty()
        : text(command.log(most)).map(redaction::cutText);
  }

  private static OperationProgress progress(
      DetachedCommand command, Look look, Redaction redaction) {
    return look.progressBytes() == 0
        ? OperationProgress.NONE
        : text(command.progress(PROGRESS_BYTES))
            .map(ProgressText::ofLines)
            .map(said -> said.redacted(redaction))
            .orElse(OperationProgress.NONE);
  }

  private static Optional<String> text(byte[] bytes) {
    return Optional.of(new String(bytes, UTF_8)).filter(text -> !text.isEmpty());
  }

  /** A secret may have been set anew since it was launched: masked is what it may have. */
  private Redaction redaction(PodMessage.Launch order) {
    return secrets.redaction(
        order.key().agenda().customer().value(),
        order.secrets().stream().map(SecretUse::name).toList(),
        order.since());
  }
}
