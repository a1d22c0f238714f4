package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * A pod to be started beside an attempt.
 *
 * @param type that operators registered with an image; as a document could name it
 * @param payload what {@link Shapes} writes, together with the rest at most 16 KiB as JSON; without
 *     secrets
 * @param cpu cores, such as {@code 500m}; as its handler says, and not counted, if absent
 * @param memory such as {@code 256Mi}; likewise
 * @param longest it is ended so long after its start
 * @param attempts how often it is tried, 1 to 100; what is lost with its node is done again anyway
 */
public record DependentPod(
    String type,
    Object payload,
    Optional<String> cpu,
    Optional<String> memory,
    Optional<Duration> longest,
    int attempts) {
  /** One that uses what its handler says, is tried once, and lasts as long as it likes. */
  public static DependentPod of(String type, Object payload) {
    return new DependentPod(type, payload, Optional.empty(), Optional.empty(), Optional.empty(), 1);
  }

  /** The same with so many cores: {@code 2}, {@code 0.5} or {@code 500m}. */
  public DependentPod withCpu(String cores) {
    return new DependentPod(type, payload, Optional.of(cores), memory, longest, attempts);
  }

  /** The same with so much memory: {@code 512Mi} or {@code 4Gi}. */
  public DependentPod withMemory(String amount) {
    return new DependentPod(type, payload, cpu, Optional.of(amount), longest, attempts);
  }

  /** The same, for at most so long from its start. */
  public DependentPod within(Duration time) {
    return new DependentPod(type, payload, cpu, memory, Optional.of(time), attempts);
  }

  /** The same, tried so often. */
  public DependentPod tried(int most) {
    return new DependentPod(type, payload, cpu, memory, longest, most);
  }

  Json.Obj json() {
    var json = Json.object().put("type", type).put("payload", Shapes.write(payload));
    if (cpu.isPresent() || memory.isPresent()) {
      json.put("requests", Json.object().putText("cpu", cpu).putText("memory", memory).build());
    }
    longest.ifPresent(
        time -> json.put("timeouts", Json.object().put("running", time.toMillis() + "ms").build()));
    if (attempts != 1) {
      json.put("retry", Json.object().put("maxAttempts", attempts).build());
    }
    return json.build();
  }
}
