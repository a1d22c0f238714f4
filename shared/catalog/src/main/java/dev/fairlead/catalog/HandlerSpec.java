package dev.fairlead.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The operation types this release knows, and where each one's work is done. */
public enum HandlerSpec {
  /** Writes a message to the operation's log. */
  LOG("log", Place.RESIDENT),
  /** POP's resident logger. */
  LOG_MESSAGES("logMessages", Place.RESIDENT),
  /** POP's sample handler: logs, sleeps, fails or answers as its payload says. */
  SAMPLE("sample", Place.RESIDENT),
  /** Lasts and answers as told. */
  SIMULATE("simulate", Place.RESIDENT),
  /** Waits. */
  WAIT("wait", Place.RESIDENT),
  /** A command, run as a process of its own. */
  SHELL("shell", Place.PROCESS),
  /** Counts words, on the fleet of sample workers. */
  WORDCOUNT("wordcount", Place.QUEUE);

  /** Where work is done. */
  public enum Place {
    /** Inside the executor. */
    RESIDENT,
    /** A process on the executor's host; only on the embedded stack. */
    PROCESS,
    /** A fleet that reads {@link QueueSpec#SAMPLE_WORK}. */
    QUEUE
  }

  private final String type;
  private final Place place;

  HandlerSpec(String type, Place place) {
    this.type = type;
    this.place = place;
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

  public static Optional<HandlerSpec> of(String type) {
    return Arrays.stream(values()).filter(handler -> handler.type.equals(type)).findFirst();
  }
}
