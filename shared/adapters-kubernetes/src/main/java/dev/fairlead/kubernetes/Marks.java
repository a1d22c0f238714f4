package dev.fairlead.kubernetes;

/** Labels and annotations by which our pods are known again. */
final class Marks {
  private static final String PREFIX = "fairlead.dev/";

  /** Label; its value names the environment whose pod it is. */
  static final String ENVIRONMENT = PREFIX + "environment";

  /** Label. */
  static final String AGENDA = PREFIX + "agenda";

  /** Label. */
  static final String ATTEMPT = PREFIX + "attempt";

  /** {@code customer/agenda/operation}; no label, for operations are called as people like. */
  static final String OPERATION_KEY = PREFIX + "operation-key";

  /** ISO-8601 durations. */
  static final String STARTS_WITHIN = PREFIX + "starts-within";

  static final String SILENCE = PREFIX + "silence";
  static final String KEEP = PREFIX + "keep";
  static final String LONGEST = PREFIX + "longest";

  static final String IDEMPOTENT = PREFIX + "idempotent";

  /** Names of secrets, with commas between them. */
  static final String SECRETS = PREFIX + "secrets";

  /** What was reported last. */
  static final String TOLD = PREFIX + "told";

  /** As the handlers of POP say how they are. */
  static final String POP_PROGRESS = "pop.report.progress";

  static final String POP_RESULT = "pop.report.payload";

  /** A number: the result is in so many ConfigMaps beside the pod. */
  static final String RESULT_PARTS = "pop.report.payload.parts";

  /** Before the names of what a pod wants beside it, and of the answers. */
  static final String ASK = "ask.dependents.fairlead.dev/";

  static final String ANSWER = "answer.dependents.fairlead.dev/";

  private Marks() {}
}
