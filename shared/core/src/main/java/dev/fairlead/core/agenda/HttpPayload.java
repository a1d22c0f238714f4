package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The payload of an operation of type {@code http}.
 *
 * @param headers as given; none of those that are the executor's to set
 * @param body text as it stands, anything else as JSON
 * @param expect statuses, as {@code 204}, and classes of them, as {@code 2xx}
 */
public record HttpPayload(
    String url,
    String method,
    Map<String, String> headers,
    Optional<Json> body,
    Duration timeout,
    Set<String> expect,
    int maxResponseBytes) {
  /** The type's name. */
  public static final String TYPE = "http";

  /** No call lasts longer. */
  public static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final int USUAL_RESPONSE_BYTES = 1024 * 1024;
  private static final int MAX_RESPONSE_BYTES = 5 * 1024 * 1024;
  private static final int MAX_URL = 8192;
  private static final int MAX_HEADERS = 50;
  private static final int MAX_HEADER = 8192;
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final FieldNames FIELDS =
      new FieldNames(
          List.of("url", "method", "headers", "body", "timeout", "expect", "maxResponseBytes"),
          Set.of(),
          Set.of());
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");
  private static final Pattern STATUS = Pattern.compile("[1-5]([0-9][0-9]|xx)");

  /** Set by whoever sends: they say what the connection is, or whose attempt it is. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "http2-settings",
          "idempotency-key");

  private static final String RESERVED_PREFIX = "fairlead-";

  public HttpPayload {
    headers = Map.copyOf(headers);
    expect = Set.copyOf(expect);
  }

  /** Reads a payload whose references are replaced; only good for use if nothing was found. */
  public static HttpPayload read(Json payload, JsonPointer place, Findings findings) {
    return read(payload, place, _ -> false, findings);
  }

  /**
   * The same before that.
   *
   * @param isLater of which values nothing is known yet
   */
  static HttpPayload read(
      Json payload, JsonPointer place, Predicate<Json> isLater, Findings findings) {
    if (!(payload instanceof Json.Obj given)) {
      if (!isLater.test(payload)) {
        findings.wrongType(place, "payload", "an object");
      }
      return new HttpPayload("", "", Map.of(), Optional.empty(), USUAL, Set.of(), 0);
    }
    findings.unknownFields(given, place, FIELDS);
    var fields = known(given, isLater);
    return new HttpPayload(
        url(given, fields, place, findings),
        method(fields, place, findings),
        headers(fields, place, isLater, findings),
        findings.present(given, "body"),
        findings.duration(fields, place, "timeout", Duration.ofMillis(1), LONGEST).orElse(USUAL),
        expect(fields, place, isLater, findings),
        findings
            .whole(fields, place, "maxResponseBytes", 0, MAX_RESPONSE_BYTES)
            .orElse(USUAL_RESPONSE_BYTES));
  }

  /** Whether an answer with this status is what was asked for. */
  public boolean expects(int status) {
    return expect.contains(Integer.toString(status)) || expect.contains(status / 100 + "xx");
  }

  private static Json.Obj known(Json.Obj given, Predicate<Json> isLater) {
    var fields = Json.object();
    given
        .fields()
        .forEach((name, value) -> {
          if (!isLater.test(value)) {
            fields.put(name, value);
          }
        });
    return fields.build();
  }

  private static String url(Json.Obj given, Json.Obj fields, JsonPointer place, Findings findings) {
    if (findings.present(given, "url").isEmpty()) {
      findings.add(place.child("url"), ProblemCode.MISSING_FIELD, "The field url is missing.");
    }
    var url = findings.text(fields, place, "url", MAX_URL);
    url.filter(text -> HttpAddress.of(text).isEmpty())
        .ifPresent(_ ->
            findings.add(
                place.child("url"),
                ProblemCode.UNKNOWN_VALUE,
                "It is no URL of http or https with a host, and without a user."));
    return url.orElse("");
  }

  private static String method(Json.Obj fields, JsonPointer place, Findings findings) {
    var method = findings.text(fields, place, "method", 100).orElse("GET");
    if (!METHODS.contains(method)) {
      findings.add(
          place.child("method"),
          ProblemCode.UNKNOWN_VALUE,
          "The field method is one of " + String.join(", ", METHODS) + ".",
          findings.nearest(method, METHODS));
    }
    return method;
  }

  private static Map<String, String> headers(
      Json.Obj fields, JsonPointer place, Predicate<Json> isLater, Findings findings) {
    var read = new LinkedHashMap<String, String>();
    var at = place.child("headers");
    var given = findings.object(fields, place, "headers").orElse(Json.EMPTY).fields();
    if (given.size() > MAX_HEADERS) {
      findings.add(at, ProblemCode.TOO_LONG, "There are at most " + MAX_HEADERS + " headers.");
    }
    given.forEach((name, value) -> {
      var lower = name.toLowerCase(Locale.ROOT);
      if (!HEADER_NAME.matcher(name).matches() || read.containsKey(lower)) {
        findings.add(at.child(name), ProblemCode.UNKNOWN_FIELD, "It is no header, or one twice.");
      } else if (RESERVED.contains(lower) || lower.startsWith(RESERVED_PREFIX)) {
        findings.add(
            at.child(name), ProblemCode.UNKNOWN_FIELD, "The header is set by whoever sends.");
      } else if (!isLater.test(value)) {
        read.put(lower, header(value, at.child(name), findings));
      }
    });
    return read;
  }

  /** Never shown: it may be a secret. */
  private static String header(Json value, JsonPointer place, Findings findings) {
    if (!(value instanceof Json.Str(String text))) {
      findings.add(place, ProblemCode.WRONG_TYPE, "A header is a text.");
      return "";
    }
    if (text.length() > MAX_HEADER || text.chars().anyMatch(Character::isISOControl)) {
      findings.add(
          place,
          ProblemCode.UNKNOWN_VALUE,
          "A header has at most " + MAX_HEADER + " characters, and no control characters.");
    }
    return text;
  }

  private static Set<String> expect(
      Json.Obj fields, JsonPointer place, Predicate<Json> isLater, Findings findings) {
    var given = findings.present(fields, "expect");
    if (given.isEmpty()) {
      return Set.of("2xx");
    }
    var at = place.child("expect");
    if (!(given.get() instanceof Json.Arr(List<Json> items)) || items.isEmpty()) {
      findings.wrongType(at, "expect", "a list of statuses");
      return Set.of();
    }
    var expected = new ArrayList<String>();
    for (int i = 0; i < items.size(); i++) {
      var word =
          switch (items.get(i)) {
            case Json.Num number -> number.whole().map(String::valueOf).orElse("");
            case Json.Str(String text) -> text;
            case Json _ -> "";
          };
      if (STATUS.matcher(word).matches()) {
        expected.add(word);
      } else if (!isLater.test(items.get(i))) {
        findings.add(
            at.child(i),
            ProblemCode.WRONG_TYPE,
            "A status is such as 204, or 2xx for all like it.");
      }
    }
    return Set.copyOf(expected);
  }
}
