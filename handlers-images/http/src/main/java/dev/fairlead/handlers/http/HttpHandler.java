package dev.fairlead.handlers.http;

import dev.fairlead.core.agenda.FailureClass;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Handler;
import dev.fairlead.sdk.HandlerFailure;
import dev.fairlead.wire.HttpCalls;
import dev.fairlead.wire.HttpEnding;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Calls a server, and again where it may well answer another time: nobody there, no answer in time,
 * 429 and 5xx. Every try says by the same {@code Idempotency-Key} that it is the same call. What it
 * gives, and the codes of its failures, are those of operations of type {@code http}.
 */
public final class HttpHandler implements Handler<Json, Json> {
  private final HttpCaller caller;

  /** By the JDK's client. */
  public HttpHandler() {
    this(new JdkHttpCaller());
  }

  HttpHandler(HttpCaller caller) {
    this.caller = caller;
  }

  @Override
  public List<String> validate(Json payload) {
    return HttpWork.problems(payload);
  }

  @Override
  public Json handle(Json payload, Context context) throws HandlerFailure, InterruptedException {
    HttpWork work = HttpWork.read(payload, new Findings());
    for (int tries = 1; ; tries++) {
      Ending ending = call(work, context);
      if (ending instanceof Ending.Succeeded(Json result)) {
        return result;
      }
      if (!(ending instanceof Ending.Failed failed)) {
        throw new IllegalStateException("a call ended as " + ending);
      }
      waitOrFail(work, tries, failed, context);
    }
  }

  private Ending call(HttpWork work, Context context) {
    HttpCaller.Call asked =
        HttpCalls.of(work.call(), context.operationKey(), context.attempt(), Optional.empty());
    HttpCaller.Outcome outcome =
        caller.call(
            new HttpCaller.Call(
                asked.method(),
                asked.uri(),
                asked.headers(),
                asked.body(),
                work.timeout(),
                asked.maxResponseBytes()));
    return HttpEnding.of(work.call(), outcome, now(outcome));
  }

  /** By the server's own clock, which its wish until when to be left alone goes by. */
  private static Instant now(HttpCaller.Outcome outcome) {
    return outcome instanceof HttpCaller.Answered answer
        ? Optional.ofNullable(answer.headers().get("date"))
            .flatMap(HttpHandler::moment)
            .orElse(Instant.MAX)
        : Instant.MAX;
  }

  private static Optional<Instant> moment(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /**
   * The server's own wish counts if it is longer. One of more than a minute is left to the agenda,
   * as is that of the last try: the next attempt begins no sooner.
   */
  private static void waitOrFail(HttpWork work, int tries, Ending.Failed failed, Context context)
      throws HandlerFailure, InterruptedException {
    String code = failed.diagnostic().code();
    Duration pause = work.pauseAfter(tries);
    Duration wish = failed.retryAfter().orElse(Duration.ZERO);
    boolean isTooLong = wish.compareTo(HttpWork.LONGEST_WISH) > 0;
    if (tries >= work.tries() || isTooLong || !FailureClass.mayPass(code)) {
      throw new HandlerFailure(code, failed.diagnostic().message(), failed.retryAfter());
    }
    context.progress(0, "try " + tries + " of " + work.tries() + ": " + code);
    if (!context.pause(wish.compareTo(pause) > 0 ? wish : pause)) {
      throw new HandlerFailure(code, "It was asked to end between two tries.");
    }
  }
}
