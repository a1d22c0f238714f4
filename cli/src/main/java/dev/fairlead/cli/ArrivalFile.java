package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.binding.Subject;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Arrivals, one a line: JSON objects, or CSV under a line of names. {@code customer}, {@code at}
 * (an ISO time, or seconds since the beginning) and {@code duration} (seconds) have to be there;
 * {@code slots} (default 1), {@code priority} (0) and {@code shape} may be, and what insights bind
 * by: {@code operation}, {@code type} (default: what the shape begins with) and {@code params}
 * ({@code name=value}, with ; between them).
 */
final class ArrivalFile {
  private static final List<String> NAMES =
      List.of(
          "customer",
          "at",
          "duration",
          "slots",
          "priority",
          "shape",
          "operation",
          "type",
          "params");
  private static final String[] NO_PARAMS = {};
  private static final Instant BEGINNING = Instant.EPOCH;
  private static final int MAX_PROBLEMS = 20;

  /** Longer or more than this is a mistake, not an agenda. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);

  private final List<SimulatedArrival> arrivals = new ArrayList<>();
  private final List<DocumentProblem> problems = new ArrayList<>();

  private ArrivalFile() {}

  /**
   * Reads a file, the earliest first.
   *
   * @throws DocumentRefusal with what is wrong, line by line
   */
  static List<SimulatedArrival> read(DocumentText text) {
    var file = new ArrivalFile();
    List<String> lines = new String(text.bytes(), UTF_8).lines().toList();
    boolean isJson = lines.stream().map(String::strip).anyMatch(line -> line.startsWith("{"));
    List<String> names = NAMES;
    boolean named = isJson;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!named) {
        names = cells(line);
        named = true;
      } else {
        file.line(i + 1, line, isJson, names);
      }
    }
    if (!file.problems.isEmpty() || file.arrivals.isEmpty()) {
      throw new DocumentRefusal(
          text.file(),
          file.problems.isEmpty() ? List.of(problem("There are no arrivals.")) : file.problems);
    }
    file.arrivals.sort(Comparator.comparing(one -> one.arrival().at()));
    return List.copyOf(file.arrivals);
  }

  private void line(int number, String line, boolean isJson, List<String> names) {
    try {
      arrivals.add(arrival(isJson ? object(line) : row(line, names)));
    } catch (IllegalArgumentException | DateTimeException | FairleadException bad) {
      if (problems.size() < MAX_PROBLEMS) {
        problems.add(problem("line " + number + ": " + bad.getMessage()));
      }
    }
  }

  private static DocumentProblem problem(String message) {
    return DocumentProblem.ofFile(ProblemCode.WRONG_TYPE, message, Optional.empty());
  }

  private static Map<String, String> object(String line) {
    var values = new LinkedHashMap<String, String>();
    if (!(JsonText.parse(line.getBytes(UTF_8)) instanceof Json.Obj object)) {
      throw new IllegalArgumentException("not an object");
    }
    object
        .fields()
        .forEach((name, value) ->
            values.put(
                name,
                switch (value) {
                  case Json.Str(String text) -> text;
                  case Json.Num(BigDecimal number) -> number.toPlainString();
                  case Json _ -> throw new IllegalArgumentException(name + " is no text or number");
                }));
    return values;
  }

  private static Map<String, String> row(String line, List<String> names) {
    List<String> cells = cells(line);
    if (cells.size() != names.size()) {
      throw new IllegalArgumentException(cells.size() + " cells under " + names.size() + " names");
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.size(); i++) {
      values.put(names.get(i), cells.get(i));
    }
    return values;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }

  private static SimulatedArrival arrival(Map<String, String> values) {
    for (String name : values.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "there is no " + name + " here, but " + String.join(", ", NAMES));
      }
    }
    String customer = needed(values, "customer");
    if (!CustomerId.isValid(customer)) {
      throw new IllegalArgumentException("no customer can be called " + customer);
    }
    long slots = number(values.getOrDefault("slots", "1"), "slots").longValueExact();
    int priority = number(values.getOrDefault("priority", "0"), "priority", -10, 10);
    BigDecimal seconds = number(needed(values, "duration"), "duration");
    String shape = values.getOrDefault("shape", "agenda").toLowerCase(Locale.ROOT);
    var arrival =
        new Arrival(
            new CustomerId(customer),
            at(needed(values, "at")),
            Duration.ofNanos(seconds.movePointRight(9).longValue()),
            Amounts.of(1, slots, 0, 0),
            priority,
            shape);
    return new SimulatedArrival(arrival, subject(values, shape));
  }

  private static Subject subject(Map<String, String> values, String shape) {
    // A shape that was recorded is a type and a size.
    String type = given(values, "type").orElse(shape.split("/", -1)[0]);
    var params = Json.object();
    for (String param : given(values, "params").map(all -> all.split(";", -1)).orElse(NO_PARAMS)) {
      int end = param.indexOf('=');
      if (end < 1) {
        throw new IllegalArgumentException("params are name=value, with ; between them");
      }
      params.put(param.substring(0, end).strip(), param.substring(end + 1).strip());
    }
    return new Subject(given(values, "operation").orElse(""), type, params.build());
  }

  private static Optional<String> given(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
  }

  private static Instant at(String text) {
    return text.contains(":")
        ? Instant.parse(text)
        : BEGINNING.plusNanos(number(text, "at").movePointRight(9).longValue());
  }

  private static String needed(Map<String, String> values, String name) {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static BigDecimal number(String text, String name) {
    BigDecimal number = parsed(text, name);
    if (number.signum() < 0 || number.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(name + " is 0 to " + MOST.toPlainString());
    }
    return number;
  }

  private static int number(String text, String name, int from, int to) {
    BigDecimal number = parsed(text, name);
    if (number.compareTo(BigDecimal.valueOf(from)) < 0
        || number.compareTo(BigDecimal.valueOf(to)) > 0) {
      throw new IllegalArgumentException(name + " is " + from + " to " + to);
    }
    return number.intValue();
  }

  private static BigDecimal parsed(String text, String name) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(name + " is a number, not " + text, none);
    }
  }
}
