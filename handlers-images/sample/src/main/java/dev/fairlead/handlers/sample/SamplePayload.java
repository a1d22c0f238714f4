package dev.fairlead.handlers.sample;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * What the sample is to do.
 *
 * @param actions one after another
 * @param resultPayload what it gives at the end
 */
record SamplePayload(List<Step> actions, Json resultPayload) {
  static final String LOG = "log";
  static final String EXCEPTION = "exception";

  /**
   * An action.
   *
   * @param action {@value #LOG} or {@value #EXCEPTION}
   */
  record Step(String action, Optional<Terms> paramsMap) {
    Terms terms() {
      return paramsMap.orElse(Terms.NONE);
    }
  }

  /**
   * How it is done.
   *
   * @param sleepMilliseconds before it
   * @param logMessage of {@value #LOG}
   * @param exceptionMessage of {@value #EXCEPTION}
   */
  record Terms(
      Optional<Long> sleepMilliseconds,
      Optional<String> logMessage,
      Optional<String> exceptionMessage) {
    private static final Terms NONE =
        new Terms(Optional.empty(), Optional.empty(), Optional.empty());

    long sleep() {
      return Math.max(0, sleepMilliseconds.orElse(0L));
    }
  }
}
