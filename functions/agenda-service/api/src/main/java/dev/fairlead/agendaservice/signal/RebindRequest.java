package dev.fairlead.agendaservice.signal;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a rebinding is to be.
 *
 * @param after where an earlier page ended
 */
public record RebindRequest(String reason, Optional<String> after) {
  private static final String REASON = "reason";
  private static final int MAX_REASON = 256;
  private static final List<String> FIELDS = List.of(REASON, "after");
  private static final Pattern POSITION =
      Pattern.compile("aside/|(aside/)?[0-9]{15}/[0-9a-hjkmnp-tv-z]{26}");

  /**
   * Reads the body of a request that gives a reason and nothing else.
   *
   * @throws FairleadException with every problem
   */
  public static String readReason(Json body) {
    return read(body, List.of(REASON)).reason();
  }

  /**
   * Reads a body.
   *
   * @throws FairleadException with every problem
   */
  public static RebindRequest read(Json body) {
    return read(body, FIELDS);
  }

  private static RebindRequest read(Json body, List<String> fields) {
    var findings = new Findings();
    var object = body instanceof Json.Obj given ? given : Json.EMPTY;
    if (!(body instanceof Json.Obj)) {
      findings.add(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "The body should be an object.");
    }
    findings.onlyFields(object, JsonPointer.WHOLE, fields);
    var reason = findings.text(object, JsonPointer.WHOLE, REASON, MAX_REASON);
    if (reason.filter(text -> !text.isBlank()).isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child(REASON), ProblemCode.MISSING_FIELD, "The field reason says why.");
    }
    var after = findings.text(object, JsonPointer.WHOLE, "after", MAX_REASON);
    if (after.filter(text -> !POSITION.matcher(text).matches()).isPresent()) {
      findings.add(
          JsonPointer.WHOLE.child("after"),
          ProblemCode.UNKNOWN_VALUE,
          "The field after is what an earlier answer gave as next.");
    }
    if (!findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The request has problems.", findings.problems());
    }
    return new RebindRequest(reason.orElseThrow(), after);
  }
}
