package dev.fairlead.resourcepool.allocator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.access.DetachedCommand.Look;
import dev.fairlead.core.access.DetachedCommand.Signal;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.ReportMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** One look at the work of an attempt on its host, and what is told of it. */
final class AttemptWork {
  private static final int LOG_TAIL_BYTES = 64 * 1024;
  private static final int PROGRESS_BYTES = 64 * 1024;

  private final BlobStore blobs;
  private final SecretStore secrets;
  private final AttemptReports reports;

  AttemptWork(Ports ports, AttemptReports reports) {
    this.blobs = ports.blobs();
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
    Look look;
    if (state.startedAt().isPresent() || state.isOver()) {
      look = command.look();
    } else {
      switch (disclosed(order)) {
        case Disclosure.Missing missing -> {
          return failed(order, state, "secret", missing.sentence(), now);
        }
        case Disclosure.Disclosed disclosed -> {
          var start = start(order, ordered.terms(), disclosed.payload());
          int bytes = start.payload().getBytes(UTF_8).length;
          if (bytes > PodOrder.MAX_PAYLOAD) {
            var why =
                "With its references replaced the payload has "
                    + bytes
                    + " bytes; a host can be given "
                    + PodOrder.MAX_PAYLOAD
                    + ".";
            return failed(order, state, "payload", why, now);
          }
          look = command.start(start);
        }
      }
    }
    return switch (look.state()) {
      case NONE -> notStarted(ordered, state, since, now);
      case RUNNING -> running(ordered, state.running(now, look.logBytes()), look, command, now);
      case EXITED -> exited(ordered, state, look, command, files, now);
      case GONE -> {
        var startedAt = state.startedAt().or(() -> Optional.of(now));
        var why = "Its process was killed from outside, or its host was started anew.";
        reports.lost(order.key(), order.attempt(), startedAt, why, now);
        yield state.over(true, now);
      }
    };
  }

  private AttemptState failed(
      PodMessage.Launch order, AttemptState state, String code, String why, Instant now) {
    reports.failed(order.key(), order.attempt(), code, why, now);
    return state.over(false, now);
  }

  private AttemptState notStarted(
      AttemptOrder ordered, AttemptState state, Instant since, Instant now) {
    var most = ordered.terms().startsWithin();
    if (since.plus(most).isAfter(now)) {
      return state.answered();
    }
    return failed(
        ordered.order(),
        state,
        "notStarted",
        "Its command did not start within " + most.toSeconds() + " s.",
        now);
  }

  private AttemptState running(
      AttemptOrder ordered, AttemptState state, Look look, DetachedCommand command, Instant now) {
    var order = ordered.order();
    var silence = ordered.terms().silence();
    if (silence.filter(most -> !state.logAt().plus(most).isAfter(now)).isPresent()) {
      command.end(Signal.TERM);
      var why = "It printed nothing for " + silence.get().toSeconds() + " s.";
      ended(ordered, state, new Ending.TimedOut(new Diagnostic("silence", why)), command, now);
      // Not over before it has ended: its lease is released, and that sees to it.
      return state.telling("silence");
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
    var log = log(command, look, LOG_TAIL_BYTES, redaction);
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
        text(command.log(LOG_TAIL_BYTES)).map(redaction::cutText),
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

  private static DetachedCommand.Start start(
      PodMessage.Launch order, HostTerms terms, Json payload) {
    OperationKey key = order.key();
    var environment = new TreeMap<>(terms.env());
    environment.put("FAIRLEAD_OPERATION_KEY", key.toString());
    environment.put("FAIRLEAD_OPERATION_TYPE", order.type());
    environment.put("FAIRLEAD_ATTEMPT", Integer.toString(order.attempt()));
    environment.put("FAIRLEAD_CORRELATION_ID", order.correlationId().value());
    return new DetachedCommand.Start(
        terms.command(),
        environment,
        JsonText.write(payload),
        order.lastProgress().map(ProgressText::json).map(JsonText::write));
  }

  private Disclosure disclosed(PodMessage.Launch order) {
    var customer = order.key().agenda().customer().value();
    return Disclosure.of(payload(order), order.secrets(), name -> secrets.find(customer, name));
  }

  /** A secret may have been set anew since the start: masked is what it is and was. */
  private Redaction redaction(PodMessage.Launch order) {
    var customer = order.key().agenda().customer().value();
    return order.secrets().isEmpty()
        ? Redaction.NONE
        : Redaction.of(
            order.secrets().stream()
                .map(SecretUse::name)
                .distinct()
                .flatMap(name -> secrets.history(customer, name).stream())
                .toList());
  }

  private Json payload(PodMessage.Launch order) {
    return switch (order.payload()) {
      case PodMessage.Payload.Inline(Json json) -> json;
      case PodMessage.Payload.InBlob(Output.Spilled blob) ->
          JsonText.parseStored(
              blobs
                  .get(order.key().agenda().toString(), blob.sha256())
                  .map(bytes -> new String(bytes, UTF_8))
                  .orElseThrow(() ->
                      new PortException(
                          PortException.Fault.CORRUPT,
                          "the payload " + blob.sha256() + " of an order is gone")));
    };
  }
}
