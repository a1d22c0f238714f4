package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.FailureClass;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.port.HttpCaller.Outcome;
import dev.fairlead.core.port.HttpCaller.Unanswered;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of a call, as the end of the attempt that made it. */
public final class HttpEnding {
  /** Those that are worth keeping in a result. */
  private static final List<String> KEPT_HEADERS =
      List.of(
          "content-type",
          "etag",
          "last-modified",
          "link",
          "location",
          "retry-after",
          "x-request-id");

  private static final int SHOWN_CHARACTERS = 500;

  private HttpEnding() {}

  /**
   * The ending.
   *
   * @param now when the answer came
   */
  public static Ending of(HttpPayload asked, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Answered answer when asked.expects(answer.status()) ->
          new Ending.Succeeded(result(answer));
      case Answered answer ->
          new Ending.Failed(
              new Diagnostic(FailureClass.httpStatus(answer.status()), unexpected(answer)),
              retryAfter(answer, now));
      case Unanswered none ->
          new Ending.Failed(new Diagnostic(code(none), none.why()), Optional.empty());
    };
  }

  private static String code(Unanswered none) {
    return switch (none.trouble()) {
      case FORBIDDEN_ADDRESS -> "http:forbidden-address";
      case UNREACHABLE -> FailureClass.HTTP_UNREACHABLE;
      case TIMED_OUT -> FailureClass.HTTP_TIMEOUT;
      case UNTRUSTED -> "http:untrusted";
      case TOO_LARGE -> "http:too-large";
      case MALFORMED -> "http:malformed";
    };
  }

  private static Json result(Answered answer) {
    var headers = Json.object();
    for (String name : KEPT_HEADERS) {
      headers.putText(name, header(answer, name));
    }
    var result = Json.object().put("status", answer.status()).put("headers", headers.build());
    if (answer.body().length == 0) {
      return result.put("body", Json.NULL).build();
    }
    Optional<String> text = text(answer);
    return text.isPresent()
        ? result.put("body", json(answer, text.get())).build()
        : result
            .put("body", Base64.getEncoder().encodeToString(answer.body()))
            .put("bodyEncoding", "base64")
            .build();
  }

  private static Json json(Answered answer, String text) {
    String type = mediaType(answer);
    if (!type.equals("application/json") && !type.endsWith("+json")) {
      return Json.of(text);
    }
    try {
      return JsonText.parse(text);
    } catch (FairleadException none) {
      return Json.of(text);
    }
  }

  private static String unexpected(Answered answer) {
    String shown = text(answer).orElse("").strip();
    if (shown.isEmpty()) {
      return "The server answered " + answer.status() + ".";
    }
    return "The server answered "
        + answer.status()
        + ": "
        + (shown.length() > SHOWN_CHARACTERS ? shown.substring(0, SHOWN_CHARACTERS) : shown);
  }

  /** Empty if it is none. */
  private static Optional<String> text(Answered answer) {
    try {
      String text = charset(answer).newDecoder().decode(ByteBuffer.wrap(answer.body())).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  private static Charset charset(Answered answer) {
    String type = header(answer, "content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.replace("\"", "").contains("charset=iso-8859-1") ? ISO_8859_1 : UTF_8;
  }

  private static String mediaType(Answered answer) {
    String type = header(answer, "content-type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> header(Answered answer, String name) {
    return Optional.ofNullable(answer.headers().get(name));
  }

  /** How long the server wants to be left alone: seconds, or until a moment; at most a day. */
  private static Optional<Duration> retryAfter(Answered answer, Instant now) {
    return header(answer, "retry-after")
        .flatMap(text ->
            text.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : moment(text).map(moment -> Duration.between(now, moment)))
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(Backoff.LONGEST) > 0 ? Backoff.LONGEST : wait);
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
