package dev.fairlead.handlers.sample;

import dev.fairlead.core.json.Json;
import dev.fairlead.sdk.DependentPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sample is to do.
 *
 * @param actions one after another
 * @param resultPayload what it gives at the end
 * @param dependents what it starts beside itself at first, and waits for at the end, by name: it
 *     then gives {@code {resultPayload, dependents}}, with the result of each
 */
record SamplePayload(List<Step> actions, Json resultPayload, Map<String, Beside> dependents) {
  static final String LOG = "log";
  static final String EXCEPTION = "exception";

  /**
   * A pod beside its own.
   *
   * @param type that operators registered
   */
  record Beside(String type, Json payload, Optional<String> cpu, Optional<String> memory) {
    DependentPod pod() {
      DependentPod pod = DependentPod.of(type, payload instanceof Json.Null ? Json.EMPTY : payload);
      pod = cpu.isPresent() ? pod.withCpu(cpu.get()) : pod;
      return memory.isPresent() ? pod.withMemory(memory.get()) : pod;
    }
  }

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
