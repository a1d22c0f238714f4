package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the attempt that a lease is for, in the lease's attributes: so each change of it
 * is on condition of the lease's version.
 *
 * @param startedAt when it was first seen to run
 * @param isOver whether its end was told
 * @param told what was told last, as a mark
 * @param lookAt when it is to be looked at next
 * @param logBytes that it had printed
 * @param logAt when that was news
 * @param troubledSince since when its host can't be asked
 * @param endingSince when it was first asked to end
 * @param ending what was told as its end, if that does not lie on the host: it is told again as it
 *     was, whatever the host says by then
 */
record AttemptState(
    Optional<Instant> startedAt,
    boolean isOver,
    String told,
    Instant lookAt,
    long logBytes,
    Instant logAt,
    Optional<Instant> troubledSince,
    Optional<Instant> endingSince,
    Optional<Ending> ending) {
  /** The lease's attribute. */
  private static final String NAME = "attempt";

  private static final String ENDING = "ending";
  private static final String FAILED = "failed";
  private static final String TIMED_OUT = "timedOut";
  private static final String LOST = "lost";

  /** Who just began is looked at so often; later an eighth of its age. */
  private static final Duration SOONEST = Duration.ofSeconds(1);

  private static final Duration LATEST = Duration.ofMinutes(1);

  static AttemptState of(Lease lease) {
    Instant active = lease.stamps().active().orElse(lease.stamps().asked());
    if (!(lease.attributes().field(NAME).orElse(Json.NULL) instanceof Json.Obj known)) {
      return new AttemptState(
          Optional.empty(),
          false,
          "",
          active,
          0,
          active,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return new AttemptState(
        time(known, "startedAt"),
        known.truth("isOver").orElse(false),
        known.text("told").orElse(""),
        time(known, "lookAt").orElse(active),
        known.whole("logBytes").orElse(0L),
        time(known, "logAt").orElse(active),
        time(known, "troubledSince"),
        time(known, "endingSince"),
        known.field(ENDING).flatMap(AttemptState::ending));
  }

  private static Optional<Ending> ending(Json said) {
    if (!(said instanceof Json.Obj known)) {
      return Optional.empty();
    }
    var diagnostic =
        new Diagnostic(known.text("code").orElse(""), known.text("message").orElse(""));
    return known
        .text("outcome")
        .map(outcome ->
            switch (outcome) {
              case TIMED_OUT -> new Ending.TimedOut(diagnostic);
              case LOST -> new Ending.Lost(diagnostic);
              default -> new Ending.Failed(diagnostic);
            });
  }

  /** Results and what a command failed with are on the host, and not kept. */
  private static Optional<Json.Obj> written(Ending ending) {
    return switch (ending) {
      case Ending.Failed failed -> Optional.of(written(FAILED, failed.diagnostic()));
      case Ending.TimedOut(Diagnostic said) -> Optional.of(written(TIMED_OUT, said));
      case Ending.Lost(Diagnostic said) -> Optional.of(written(LOST, said));
      case Ending.Succeeded _, Ending.Declined _ -> Optional.empty();
    };
  }

  private static Json.Obj written(String outcome, Diagnostic said) {
    return Json.object()
        .put("outcome", outcome)
        .put("code", said.code())
        .put("message", said.message())
        .build();
  }

  /** To be learned by the lease. */
  Json.Obj learned() {
    var json =
        Json.object()
            .put("isOver", Json.of(isOver))
            .put("told", told)
            .put("lookAt", lookAt.toEpochMilli())
            .put("logBytes", logBytes)
            .put("logAt", logAt.toEpochMilli());
    put(json, "startedAt", startedAt);
    put(json, "troubledSince", troubledSince);
    put(json, "endingSince", endingSince);
    json.putIfPresent(ENDING, ending.flatMap(AttemptState::written));
    return Json.object().put(NAME, json.build()).build();
  }

  private static void put(Json.Builder json, String name, Optional<Instant> at) {
    json.putIfPresent(name, at.map(Instant::toEpochMilli).map(Json::of));
  }

  private static Optional<Instant> time(Json.Obj known, String name) {
    return known.whole(name).map(Instant::ofEpochMilli);
  }

  /** It runs; what it has printed since is a sign of life. */
  AttemptState running(Instant now, long bytes) {
    boolean hasPrinted = bytes != logBytes || startedAt.isEmpty();
    return new AttemptState(
        Optional.of(startedAt.orElse(now)),
        isOver,
        told,
        lookAt,
        bytes,
        hasPrinted ? now : logAt,
        Optional.empty(),
        endingSince,
        ending);
  }

  /** This was told as its end. */
  AttemptState over(Ending told, boolean hasRun, Instant now) {
    var over = over(hasRun, now);
    return new AttemptState(
        over.startedAt,
        true,
        over.told,
        over.lookAt,
        logBytes,
        logAt,
        over.troubledSince,
        endingSince,
        Optional.of(told));
  }

  /** Its end was told, as it lies on the host. */
  AttemptState over(boolean hasRun, Instant now) {
    return new AttemptState(
        hasRun ? startedAt.or(() -> Optional.of(now)) : startedAt,
        true,
        "over",
        now.plus(Due.LOOK),
        logBytes,
        logAt,
        Optional.empty(),
        endingSince,
        ending);
  }

  /** Its host answers; it had not begun. */
  AttemptState answered() {
    return new AttemptState(
        startedAt, isOver, told, lookAt, logBytes, logAt, Optional.empty(), endingSince, ending);
  }

  /** Its host can't be asked. */
  AttemptState troubled(Instant now) {
    return new AttemptState(
        startedAt,
        isOver,
        told,
        lookAt,
        logBytes,
        logAt,
        troubledSince.or(() -> Optional.of(now)),
        endingSince,
        ending);
  }

  AttemptState telling(String mark) {
    return new AttemptState(
        startedAt, isOver, mark, lookAt, logBytes, logAt, troubledSince, endingSince, ending);
  }

  AttemptState ending(Instant now) {
    return new AttemptState(
        startedAt,
        isOver,
        told,
        lookAt,
        logBytes,
        logAt,
        troubledSince,
        endingSince.or(() -> Optional.of(now)),
        ending);
  }

  /** To be looked at again: the longer it lasts, the more seldom. */
  AttemptState next(Instant since, Instant now) {
    var eighth = Duration.between(startedAt.orElse(since), now).dividedBy(8);
    var in =
        eighth.compareTo(SOONEST) < 0 ? SOONEST : eighth.compareTo(LATEST) > 0 ? LATEST : eighth;
    return new AttemptState(
        startedAt, isOver, told, now.plus(in), logBytes, logAt, troubledSince, endingSince, ending);
  }
}
