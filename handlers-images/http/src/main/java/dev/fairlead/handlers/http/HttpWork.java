package dev.fairlead.handlers.http;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A payload: that of an operation of type {@code http}, whose call may take longer here, and how
 * often it is made.
 *
 * @param timeout of one call, up to an hour; that of {@code call} does not count
 * @param tries 1 to 10 in one attempt, 3 unless given
 * @param pause before the second; twice as long before each one after; 1 s unless given
 */
record HttpWork(HttpPayload call, Duration timeout, int tries, Duration pause) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int MOST_TRIES = 10;
  private static final int USUAL_TRIES = 3;
  private static final Set<String> OWN = Set.of("timeout", "tries", "pause");

  /**
   * Reads one.
   *
   * @param findings gets every problem; with any, the answer means nothing
   */
  static HttpWork read(Json payload, Findings findings) {
    JsonPointer whole = JsonPointer.WHOLE;
    var own = payload instanceof Json.Obj given ? given : Json.EMPTY;
    return new HttpWork(
        HttpPayload.read(withoutOwn(payload), whole, findings),
        findings
            .duration(own, whole, "timeout", Duration.ofMillis(1), LONGEST)
            .orElse(USUAL_TIMEOUT),
        findings.whole(own, whole, "tries", 1, MOST_TRIES).orElse(USUAL_TRIES),
        findings
            .duration(own, whole, "pause", Duration.ofMillis(1), LONGEST_PAUSE)
            .orElse(Duration.ofSeconds(1)));
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
