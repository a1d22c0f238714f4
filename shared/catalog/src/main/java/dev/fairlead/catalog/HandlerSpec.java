package dev.fairlead.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The operation types this release knows, and where each one's work is done. */
public enum HandlerSpec {
  LOG("log", "Writes payload.message to the operation's log.", Place.RESIDENT),
  LOG_MESSAGES(
      "logMessages", "Writes each of payload.logMessages to the operation's log.", Place.RESIDENT),
  HTTP("http", "Calls payload.url. What it gives is {status, headers, body}.", Place.RESIDENT),
  SAMPLE(
      "sample",
      "Logs, sleeps, fails or answers as its payload says; for trying things out.",
      Place.RESIDENT),
  SIMULATE(
      "simulate",
      "Lasts payload.seconds and answers payload.result; fails if told so.",
      Place.RESIDENT),
  TRANSFORM(
      "transform",
      "Gives payload.value, or what payload.expression makes of it and of payload.input.",
      Place.RESIDENT),
  UPDATE_AGENDA(
      "updateAgenda",
      "Adds the operations that payload.operations lists to its agenda.",
      Place.RESIDENT),
  WAIT("wait", "Waits payload.seconds.", Place.RESIDENT),
  APPROVAL(
      "approval",
      "Waits until somebody approves or rejects it; timeouts.running limits that. What it gives is"
          + " {approved, by, comment}.",
      Place.RESIDENT),
  AGENDA(
      "agenda",
      "Submits its payload, an agenda document, and lasts until that agenda is over. What it gives"
          + " is {agendaId, outcome, attempt, results}.",
      Place.RESIDENT),
  SHELL("shell", "Runs payload.command as a process of its own.", Place.PROCESS),
  WORDCOUNT("wordcount", "Counts the words of payload.text on a queue worker.", Place.QUEUE),
  WORKER(
      "worker",
      "Has the driver payload.driver of a queue worker do payload.payload; fails where the worker"
          + " has none of that name.",
      Place.QUEUE);

  /** Where work is done. */
  public enum Place {
    RESIDENT("Inside the executor."),
    PROCESS("A process on the executor's host; only on the embedded stack."),
    QUEUE("A fleet of workers that reads the queue work-sample."),
    POD("A pod of a Kubernetes cluster; of the types that operators register."),
    HOST("A host that is leased for each attempt; of the types that operators register so.");

    private final String meaning;

    Place(String meaning) {
      this.meaning = meaning;
    }

    /** What it means, in a sentence. */
    public String meaning() {
      return meaning;
    }
  }

  private final String meaning;
  private final String type;
  private final Place place;

  HandlerSpec(String type, String meaning, Place place) {
    this.meaning = meaning;
    this.type = type;
    this.place = place;
  }

  /** What it is for, in a sentence. */
  public String meaning() {
    return meaning;
  }

  public String type() {
    return type;
  }

  public Place place() {
    return place;
  }

  /** The types whose work is done at one of the places. */
  public static Set<String> typesAt(Set<Place> places) {
    return Arrays.stream(values())
        .filter(handler -> places.contains(handler.place))
        .map(HandlerSpec::type)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The types that may be given no secrets: what a queue worker gets is a message, which others can
   * read; and what a transform gives could be a secret in a form that nobody knows again.
   */
  public static Set<String> typesWithoutSecrets() {
    return Arrays.stream(values())
        .filter(handler -> handler.place == Place.QUEUE || handler == TRANSFORM)
        .map(HandlerSpec::type)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Where work of a type is done; of one that is not built in, a pod, unless its handler, which is
   * not known here, names hosts.
   */
  public static Place placeOf(String type) {
    return of(type).map(HandlerSpec::place).orElse(Place.POD);
  }

  public static Optional<HandlerSpec> of(String type) {
    return Arrays.stream(values()).filter(handler -> handler.type.equals(type)).findFirst();
  }
}
