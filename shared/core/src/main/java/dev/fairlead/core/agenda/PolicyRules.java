package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of what a document says of time and failure: timeouts, retries, policies. */
final class PolicyRules {
  /** No timeout is longer: a run that takes a year has other problems. */
  static final Duration LONGEST = Duration.ofDays(366);

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int MAX_ATTEMPTS = 100;
  private static final int MAX_FACTOR = 100;
  private static final int MAX_WORD = 100;
  private static final String GROW_MEMORY = "growMemory";
  private static final double USUAL_FACTOR = 2;
  private static final Pattern MOMENT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern FAILURE_CLASS = Pattern.compile("[A-Za-z][A-Za-z0-9:._-]{0,99}");

  private PolicyRules() {}

  static FailurePolicy onFailure(Json.Obj document, Findings findings) {
    return word(document, JsonPointer.WHOLE, "onFailure", FailurePolicy.values(), findings)
        .orElse(FailurePolicy.DRAIN);
  }

  static Optional<Duration> timeout(Json.Obj document, Findings findings) {
    return findings.duration(document, JsonPointer.WHOLE, "timeout", SHORTEST, LONGEST);
  }

  static Optional<Deadline> deadline(Json.Obj document, Findings findings) {
    var name = "deadline";
    if (findings.present(document, name).orElse(Json.NULL) instanceof Json.Str(String text)
        && MOMENT.matcher(text).matches()) {
      var moment = moment(text);
      if (moment.isEmpty()) {
        findings.add(
            JsonPointer.WHOLE.child(name),
            ProblemCode.OUT_OF_RANGE,
            "There is no such day or time of day.");
      }
      return moment.map(Deadline.At::new);
    }
    return findings
        .duration(document, JsonPointer.WHOLE, name, SHORTEST, LONGEST)
        .map(Deadline.Within::new);
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  /**
   * How often, and with which pauses, a whole agenda is tried; pauses grow where nothing is said.
   *
   * @param asPop attempts by POP's params, which count where {@code retry} doesn't say
   */
  static RetryPolicy agendaRetry(Json.Obj document, Optional<Integer> asPop, Findings findings) {
    var at = JsonPointer.WHOLE.child("retry");
    var retry = findings.object(document, JsonPointer.WHOLE, "retry").orElse(Json.EMPTY);
    findings.unknownFields(retry, at, FieldNames.AGENDA_RETRY);
    var usual = findings.present(retry, "backoff").isPresent() ? Backoff.NONE : Backoff.OF_AGENDAS;
    return new RetryPolicy(
        maxAttempts(retry, at, asPop, findings),
        backoff(retry, at, usual, findings),
        Optional.empty());
  }

  private static int maxAttempts(
      Json.Obj retry, JsonPointer at, Optional<Integer> asPop, Findings findings) {
    return findings.whole(retry, at, "maxAttempts", 1, MAX_ATTEMPTS).or(() -> asPop).orElse(1);
  }

  static Timeouts timeouts(Json.Obj operation, JsonPointer place, Findings findings) {
    var given = findings.object(operation, place, "timeouts");
    if (given.isEmpty()) {
      return Timeouts.NONE;
    }
    var at = place.child("timeouts");
    findings.unknownFields(given.get(), at, FieldNames.TIMEOUTS);
    return new Timeouts(
        findings.duration(given.get(), at, "queued", SHORTEST, LONGEST),
        findings.duration(given.get(), at, "starting", SHORTEST, LONGEST),
        findings.duration(given.get(), at, "heartbeat", SHORTEST, LONGEST),
        findings.duration(given.get(), at, "running", SHORTEST, LONGEST));
  }

  /**
   * The retry policy of an operation.
   *
   * @param asPop attempts by POP's params, which count where {@code retry} doesn't say
   */
  static RetryPolicy retry(
      Json.Obj operation, JsonPointer place, Optional<Integer> asPop, Findings findings) {
    var retry = findings.object(operation, place, "retry").orElse(Json.EMPTY);
    var at = place.child("retry");
    findings.unknownFields(retry, at, FieldNames.RETRY);
    return new RetryPolicy(
        maxAttempts(retry, at, asPop, findings),
        backoff(retry, at, Backoff.NONE, findings),
        on(retry, at, findings),
        growMemory(retry, at, findings));
  }

  private static double growMemory(Json.Obj retry, JsonPointer at, Findings findings) {
    var given = findings.positive(retry, at, GROW_MEMORY, RetryPolicy.MOST_GROWTH);
    if (given.filter(times -> times <= 1).isPresent()) {
      findings.add(
          at.child(GROW_MEMORY),
          ProblemCode.OUT_OF_RANGE,
          "The field growMemory is more than 1: so many times as much memory is the next.");
    }
    return given.filter(times -> times > 1).orElse(1.0);
  }

  /** Notes that memory is to grow of which nobody said how much there is. */
  static void checkGrowth(
      RetryPolicy retry, Amounts requests, JsonPointer place, Findings findings) {
    if (retry.growMemory() > 1 && requests.memoryMib() == 0) {
      findings.add(
          place.child("retry").child(GROW_MEMORY),
          ProblemCode.CONTRADICTION,
          "There is nothing to grow: requests.memory says what the first attempt gets.");
    }
  }

  private static Backoff backoff(Json.Obj retry, JsonPointer at, Backoff usual, Findings findings) {
    var read =
        new Backoff(
            findings
                .duration(retry, at, "backoff", Duration.ZERO, Backoff.LONGEST)
                .orElse(usual.first()),
            findings
                .positive(retry, at, "factor", MAX_FACTOR)
                .map(factor -> atLeastOne(factor, at, findings))
                .orElse(USUAL_FACTOR),
            findings
                .duration(retry, at, "maxBackoff", Duration.ZERO, Backoff.LONGEST)
                .orElse(usual.most()),
            word(retry, at, "jitter", Jitter.values(), findings).equals(Optional.of(Jitter.FULL)));
    return read.first().isZero() ? Backoff.NONE : read;
  }

  private static double atLeastOne(double factor, JsonPointer at, Findings findings) {
    if (factor >= 1) {
      return factor;
    }
    findings.add(at.child("factor"), ProblemCode.OUT_OF_RANGE, "The field factor is 1 or more.");
    return 1;
  }

  private static Optional<Set<String>> on(Json.Obj retry, JsonPointer at, Findings findings) {
    var given = findings.present(retry, "on");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!(given.get() instanceof Json.Arr(List<Json> items)) || items.isEmpty()) {
      findings.wrongType(at.child("on"), "on", "a list of failures");
      return Optional.empty();
    }
    var classes = new LinkedHashSet<String>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Str(String word) && FAILURE_CLASS.matcher(word).matches()) {
        classes.add(word);
      } else {
        findings.add(
            at.child("on").child(i),
            ProblemCode.WRONG_TYPE,
            "A failure is infrastructure, timeout, or a code such as exit:75.");
      }
    }
    return Optional.of(classes);
  }

  private enum Jitter {
    FULL,
    NONE
  }

  /** One of the words of an enum, in lower case. */
  private static <E extends Enum<E>> Optional<E> word(
      Json.Obj object, JsonPointer at, String name, E[] values, Findings findings) {
    var text = findings.text(object, at, name, MAX_WORD);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var found =
        Arrays.stream(values).filter(value -> spelled(value).equals(text.get())).findFirst();
    if (found.isEmpty()) {
      var words = Arrays.stream(values).map(PolicyRules::spelled).toList();
      findings.add(
          at.child(name),
          ProblemCode.UNKNOWN_VALUE,
          "The field " + name + " is " + either(words) + ".",
          findings.nearest(text.get(), words));
    }
    return found;
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String either(List<String> words) {
    return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }
}
