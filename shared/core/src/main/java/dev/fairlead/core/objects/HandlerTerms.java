package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.AmountFields;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How operations of a type are done that operators registered: each attempt in a pod of its own.
 *
 * @param image what its container is made from
 * @param command what runs there; none stands for the image's own
 * @param args what the command is given; none stands for the image's own
 * @param env variables of its environment, in the order of their names; none begins with {@link
 *     #OWN_VARIABLES}
 * @param requests the cores and the memory that it gets for sure; of what it doesn't name, what the
 *     cluster says
 * @param limits the cores and the memory that it may use; no less than it requests
 * @param startsWithin an attempt that was not scheduled and started within it has failed; 1 s to 1
 *     d
 * @param silence an attempt that wrote no line for so long has timed out; 10 s to 1 d; absent, it
 *     may be silent
 * @param keep how long a pod that ended stays in the cluster to be looked at, 1 min to 7 d; absent,
 *     it goes once its end is noted
 * @param isIdempotent whether it may be started elsewhere while an older pod of it may still run
 */
public record HandlerTerms(
    String image,
    List<String> command,
    List<String> args,
    Map<String, String> env,
    Amounts requests,
    Amounts limits,
    Duration startsWithin,
    Optional<Duration> silence,
    Optional<Duration> keep,
    boolean isIdempotent,
    PodTerms pod) {
  /** How long a pod may take to start, unless its handler says otherwise. */
  public static final Duration USUAL_START = Duration.ofMinutes(5);

  /** How the names of the variables begin that Fairlead gives to each pod. */
  public static final String OWN_VARIABLES = "FAIRLEAD_";

  /**
   * What a handler's texts may have together, in bytes as it is stored: it is so for each shelf.
   */
  static final int MAX_BYTES = 64 * 1024;

  private static final String IMAGE = "image";
  private static final String COMMAND = "command";
  private static final String ARGS = "args";
  private static final String ENV = "env";
  private static final String REQUESTS = "requests";
  private static final String LIMITS = "limits";
  private static final String STARTS_WITHIN = "startsWithin";
  private static final String SILENCE = "silence";
  private static final String KEEP = "keep";
  private static final String IDEMPOTENT = "idempotent";
  private static final String POD = "pod";

  static final List<String> NAMES =
      List.of(
          IMAGE,
          COMMAND,
          ARGS,
          ENV,
          REQUESTS,
          LIMITS,
          STARTS_WITHIN,
          SILENCE,
          KEEP,
          IDEMPOTENT,
          POD);

  private static final Duration SHORTEST_START = Duration.ofSeconds(1);
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration SHORTEST_KEEP = Duration.ofMinutes(1);
  private static final Duration LONGEST_KEEP = Duration.ofDays(7);

  public HandlerTerms {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = SpecJson.byName(env);
  }

  /** The same with so many hundredths of the memory that it may use. */
  public HandlerTerms withMemory(int percent) {
    return new HandlerTerms(
        image,
        command,
        args,
        env,
        requests,
        limits.withMemory(Math.ceilDiv(limits.memoryMib() * percent, 100L)),
        startsWithin,
        silence,
        keep,
        isIdempotent,
        pod);
  }

  /**
   * Reads a handler's terms.
   *
   * @param findings gets every problem; with any, the answer means nothing
   */
  static HandlerTerms read(Json.Obj given, Findings findings) {
    var fields = new SpecFields(given, JsonPointer.WHOLE, findings);
    var requests = amounts(given, REQUESTS, findings);
    var limits = amounts(given, LIMITS, findings);
    refuseMore(requests, limits, findings);
    if (bytes(given) > MAX_BYTES) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.TOO_LARGE,
          "A handler has at most " + MAX_BYTES + " bytes; put files into config maps.");
    }
    return new HandlerTerms(
        fields.required(IMAGE, KubernetesText.IMAGE),
        fields.texts(COMMAND, KubernetesText.ARGUMENT),
        fields.texts(ARGS, KubernetesText.ARGUMENT),
        fields.without(
            OWN_VARIABLES,
            ENV,
            fields.textsByName(ENV, KubernetesText.VARIABLE, KubernetesText.ARGUMENT)),
        requests,
        limits,
        findings
            .duration(given, JsonPointer.WHOLE, STARTS_WITHIN, SHORTEST_START, LONGEST)
            .orElse(USUAL_START),
        findings.duration(given, JsonPointer.WHOLE, SILENCE, SHORTEST_SILENCE, LONGEST),
        findings.duration(given, JsonPointer.WHOLE, KEEP, SHORTEST_KEEP, LONGEST_KEEP),
        fields.truth(IDEMPOTENT),
        PodTerms.read(
            fields
                .object(POD)
                .orElse(new SpecFields(Json.EMPTY, JsonPointer.WHOLE.child(POD), findings))));
  }

  /** What a handler's fields, which are known to be right, say about it. */
  public static HandlerTerms of(Json.Obj fields) {
    return read(fields, new Findings());
  }

  private static Amounts amounts(Json.Obj given, String name, Findings findings) {
    return AmountFields.ofPod(given, JsonPointer.WHOLE, name, findings).orElse(Amounts.NONE);
  }

  /**
   * Kubernetes takes no pod that is sure of more than it may use; an amount of 0 limits nothing.
   */
  private static void refuseMore(Amounts requests, Amounts limits, Findings findings) {
    for (String name : List.of(AmountName.CPU, AmountName.MEMORY)) {
      if (limits.value(name) > 0 && requests.value(name) > limits.value(name)) {
        findings.add(
            JsonPointer.WHOLE.child(REQUESTS).child(name),
            ProblemCode.CONTRADICTION,
            "It requests more " + name + " than its limit.");
      }
    }
  }

  /** No less than the value has as UTF-8 JSON. */
  private static long bytes(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.entrySet().stream()
              .mapToLong(field -> bytes(field.getKey()) + bytes(field.getValue()) + 2)
              .sum();
      case Json.Arr(List<Json> items) ->
          items.stream().mapToLong(item -> bytes(item) + 1).sum() + 2;
      case Json.Str(String text) -> bytes(text);
      case Json.Num _, Json.Bool _, Json.Null _ -> 20;
    };
  }

  /** A control character is written as six, one beyond ASCII has at most three bytes. */
  private static long bytes(String text) {
    return 2
        + text.chars()
            .mapToLong(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3)
            .sum();
  }

  /** What is not as it is without being said; durations as they are written. */
  void putInto(Json.Builder json, Json.Obj given) {
    json.put(IMAGE, image);
    SpecJson.putTexts(json, COMMAND, command);
    SpecJson.putTexts(json, ARGS, args);
    SpecJson.putTexts(json, ENV, env);
    SpecJson.putObject(json, REQUESTS, requests.json());
    SpecJson.putObject(json, LIMITS, limits.json());
    json.putText(STARTS_WITHIN, given.text(STARTS_WITHIN));
    json.putText(SILENCE, given.text(SILENCE));
    json.putText(KEEP, given.text(KEEP));
    SpecJson.putTrue(json, IDEMPOTENT, isIdempotent);
    SpecJson.putObject(json, POD, pod.json());
  }
}
