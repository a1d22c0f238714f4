package dev.fairlead.agendaservice.leases;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads how long somebody wants a lease: for so long, or until a time. */
final class LeaseEnd {
  /** From now. */
  static final Duration LATEST = Duration.ofDays(365);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MAX_TEXT = 256;

  private LeaseEnd() {}

  /**
   * Reads a body that says nothing else.
   *
   * @return empty if it says nothing
   * @throws FairleadException with every problem
   */
  static Optional<Instant> read(Json body, Instant now) {
    var findings = new Findings();
    var at = JsonPointer.WHOLE;
    Optional<Instant> end = Optional.empty();
    if (body instanceof Json.Obj given) {
      findings.onlyFields(given, at, List.of("for", "until"));
      end = read(given, at, findings, now);
    } else {
      findings.add(at, ProblemCode.WRONG_TYPE, "The body should be an object.");
    }
    if (!findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "No lease can be renewed like this.", findings.problems());
    }
    return end;
  }

  /** Reads the fields {@code for} and {@code until}, of which there is one at most. */
  static Optional<Instant> read(Json.Obj given, JsonPointer at, Findings findings, Instant now) {
    var lasting = findings.duration(given, at, "for", SHORTEST, LATEST);
    var until = until(given, at, findings, now);
    if (lasting.isPresent() && until.isPresent()) {
      findings.add(
          at.child("for"), ProblemCode.CONTRADICTION, "Either for or until says how long.");
    }
    return until.or(() -> lasting.map(now::plus));
  }

  private static Optional<Instant> until(
      Json.Obj given, JsonPointer at, Findings findings, Instant now) {
    var said = findings.text(given, at, "until", MAX_TEXT);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    var place = at.child("until");
    try {
      var end = OffsetDateTime.parse(said.get()).toInstant();
      if (!end.isAfter(now) || end.isAfter(now.plus(LATEST))) {
        findings.add(
            place, ProblemCode.OUT_OF_RANGE, "The field until is a time within a year from now.");
      }
      return Optional.of(end);
    } catch (DateTimeException notATime) {
      findings.wrongType(place, "until", "a time, such as 2026-11-22T18:00:00Z");
      return Optional.empty();
    }
  }
}
