package dev.fairlead.handlers.http;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A payload: that of an operation of type {@code http}, whose call may take longer here, and how
 * often it is made.
 *
 * @param timeout of one call, up to an hour; that of {@code call} does not count
 * @param tries 1 to 10 in one attempt, which may take an hour with the pauses between them. Unless
 *     given 3; 1 where three may take longer, and of a call that may be no good idea twice (POST,
 *     PATCH)
 * @param pause before the second; twice as long before each one after; 1 s unless given
 */
record HttpWork(HttpPayload call, Duration timeout, int tries, Duration pause) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /**
   * What a server may ask for between two tries; a pod that waits longer holds room for nothing.
   */
  static final Duration LONGEST_WISH = Duration.ofMinutes(1);

  private static final int MOST_TRIES = 10;
  private static final int USUAL_TRIES = 3;

  /** A server that does not look at the key of a call may do it again. */
  private static final Set<String> NOT_TWICE = Set.of("POST", "PATCH");

  private static final Set<String> OWN = Set.of("timeout", "tries", "pause");

  /**
   * Reads one.
   *
   * @param findings gets every problem; with any, the answer means nothing
   */
  static HttpWork read(Json payload, Findings findings) {
    JsonPointer whole = JsonPointer.WHOLE;
    var own = payload instanceof Json.Obj given ? given : Json.EMPTY;
    HttpPayload call = HttpPayload.read(withoutOwn(payload), whole, findings);
    Duration timeout =
        findings
            .duration(own, whole, "timeout", Duration.ofMillis(1), LONGEST)
            .orElse(USUAL_TIMEOUT);
    Duration pause =
        findings
            .duration(own, whole, "pause", Duration.ofMillis(1), LONGEST_PAUSE)
            .orElse(Duration.ofSeconds(1));
    Optional<Integer> given = findings.whole(own, whole, "tries", 1, MOST_TRIES);
    var usual = new HttpWork(call, timeout, USUAL_TRIES, pause);
    boolean isOnce = NOT_TWICE.contains(call.method()) || usual.longest().compareTo(LONGEST) > 0;
    var work = new HttpWork(call, timeout, given.orElse(isOnce ? 1 : USUAL_TRIES), pause);
    if (work.longest().compareTo(LONGEST) > 0) {
      findings.add(
          whole.child("tries"),
          ProblemCode.OUT_OF_RANGE,
          "%d tries of %d s, and the pauses between them, may take more than an hour."
              .formatted(work.tries(), timeout.toSeconds()));
    }
    return work;
  }

  /** How long its tries and the pauses between them may take, but for what servers wish. */
  private Duration longest() {
    Duration all = timeout.multipliedBy(tries);
    for (int i = 1; i < tries; i++) {
      all = all.plus(pauseAfter(i));
    }
    return all;
  }

  /** What is wrong with a payload, a sentence for each. */
  static List<String> problems(Json payload) {
    var findings = new Findings();
    read(payload, findings);
    return findings.problems().stream().map(HttpWork::sentence).toList();
  }

  private static String sentence(Problem problem) {
    return problem.path() + ": " + problem.message();
  }

  private static Json withoutOwn(Json payload) {
    return payload instanceof Json.Obj(Map<String, Json> fields)
        ? new Json.Obj(
            fields.entrySet().stream()
                .filter(field -> !OWN.contains(field.getKey()))
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (first, _) -> first,
                        LinkedHashMap::new)))
        : payload;
  }

  /** Between a try and the next, 1 being the first. */
  Duration pauseAfter(int tries) {
    Duration doubled = pause.multipliedBy(1L << (tries - 1));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
