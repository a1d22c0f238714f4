package dev.fairlead.bench.kill;

import dev.fairlead.core.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one run went.
 *
 * @param starts processes that were started
 * @param again of these, further attempts of an operation
 * @param adopted processes that ran on while their server was dead, summed over the kills
 * @param ready from the start of a server to its first word
 * @param stalls from that word to the agenda's next event
 * @param longestWait of the agenda's end; nothing if there was none
 * @param directory kept when there are problems
 */
record RunResult(
    long seed,
    KillPlan plan,
    Duration length,
    int starts,
    int again,
    int adopted,
    KillTimes ready,
    KillTimes stalls,
    LongestWait longestWait,
    List<String> problems,
    Optional<Path> directory) {
  boolean passed() {
    return problems.isEmpty();
  }

  /** One line for people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "seed %d: %s  %.1f s  %d starts (%d again)  %d adopted  ready %d ms  stall %d ms  wait %.1f"
            + " s (%s)  kills %s",
        seed,
        passed() ? "passed" : "FAILED",
        length.toMillis() / 1000.0,
        starts,
        again,
        adopted,
        ready.longest(),
        stalls.longest(),
        longestWait.length().toMillis() / 1000.0,
        longestWait.operation(),
        String.join(" ", plan.moments().stream().map(Moment::text).toList()));
  }

  Json json() {
    return Json.object()
        .put("seed", seed)
        .put("passed", passed())
        .put("kills", Json.texts(plan.moments().stream().map(Moment::text).toList()))
        .put("milliseconds", length.toMillis())
        .put("starts", starts)
        .put("again", again)
        .put("adopted", adopted)
        .put("readyMilliseconds", Json.array(ready.millis().stream().map(Json::of).toList()))
        .put("stallMilliseconds", Json.array(stalls.millis().stream().map(Json::of).toList()))
        .put("longestWaitMilliseconds", longestWait.length().toMillis())
        .put("longestWaitOperation", longestWait.operation())
        .put("problems", Json.texts(problems))
        .putText("directory", directory.map(Path::toString))
        .build();
  }
}
