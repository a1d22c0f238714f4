package dev.fairlead.endpoint;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.JsonLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers the requests for a set of routes: authentication, routing, authorization, limits, then
 * the endpoint; failures become problem details, and each call one entry in the log. Thread-safe if
 * the endpoints and the log are.
 */
public final class Router<R extends Route> {
  /** The largest body. */
  public static final int MAX_BODY_BYTES = JsonLimits.MAX_TEXT_BYTES;

  /** Names a call across systems; taken from the caller when it is safe, always echoed. */
  private static final String CORRELATION_HEADER = Parameter.CORRELATION_ID.headerName();

  private static final String NO_ROUTE = "-";
  private static final String CONTENT_TYPE = "content-type";

  private final RouteTable<R> table;
  private final Function<R, Endpoint> endpoints;
  private final Ids ids;
  private final InstantSource clock;
  private final CallLog log;

  /**
   * A router that answers each route by its endpoint.
   *
   * @param endpoints asked at each call, so that one that serves few pays for few
   * @param ids makes the correlation ids that callers did not bring
   */
  public Router(
      Collection<R> routes,
      Function<R, Endpoint> endpoints,
      Ids ids,
      InstantSource clock,
      CallLog log) {
    this(RouteTable.of(routes), endpoints, ids, clock, log);
  }

  /**
   * The same over a table that others share, which spares parsing it for each router.
   *
   * @param endpoints asked at each call, so that one that serves few pays for few
   * @param ids makes the correlation ids that callers did not bring
   */
  public Router(
      RouteTable<R> table,
      Function<R, Endpoint> endpoints,
      Ids ids,
      InstantSource clock,
      CallLog log) {
    this.table = table;
    this.endpoints = endpoints;
    this.ids = ids;
    this.clock = clock;
    this.log = log;
  }

  /** Answers a request, whatever it is. Only errors of the JVM itself are thrown. */
  public Reply serve(Request request) {
    var at = clock.instant();
    var correlationId = correlationId(request);
    var match = table.match(request.method(), request.path());
    var caller = request.caller();
    Answer answer;
    try {
      var call = admit(request, match, correlationId);
      caller = Optional.of(call.caller());
      answer = new Answer(endpoint(match).handle(call), Optional.empty(), Optional.empty());
    } catch (RuntimeException failure) {
      answer = refusal(failure, match, correlationId);
    }
    log.called(
        new CallLog.Entry(
            at,
            label(match),
            caller.map(Caller::customer),
            caller.map(Caller::tokenId),
            answer.reply().status(),
            Duration.between(at, clock.instant()),
            answer.code(),
            correlationId.value(),
            answer.failure()));
    return answer.reply().withHeader(CORRELATION_HEADER, correlationId.value());
  }

  private record Answer(
      Reply reply, Optional<ErrorCode> code, Optional<RuntimeException> failure) {}

  private CorrelationId correlationId(Request request) {
    return Optional.ofNullable(request.headers().get(CORRELATION_HEADER))
        .filter(CorrelationId::isValid)
        .map(CorrelationId::new)
        .orElseGet(() -> new CorrelationId(ids.newUlid()));
  }

  /** Strangers first, so that without credentials not even the routes can be told apart. */
  private Call admit(Request request, RouteTable.Match<R> match, CorrelationId correlationId) {
    var authenticated =
        request
            .caller()
            .orElseThrow(() ->
                new FairleadException(
                    ErrorCode.UNAUTHENTICATED, ErrorCode.UNAUTHENTICATED.sentence()));
    var found =
        switch (match) {
          case RouteTable.Match.Found<R> fitting -> fitting;
          case RouteTable.Match.OtherMethods<R> other ->
              throw new FairleadException(
                  ErrorCode.METHOD_NOT_ALLOWED,
                  "The path takes " + String.join(", ", other.allowed()) + ".");
          case RouteTable.Match.NoSuchPath<R> _ ->
              throw new FairleadException(ErrorCode.NOT_FOUND, "There is no such path.");
        };
    var caller = Authorization.decide(found.route(), authenticated, request.headers());
    if (request.body().length > MAX_BODY_BYTES) {
      throw new FairleadException(ErrorCode.BODY_TOO_LARGE, ErrorCode.BODY_TOO_LARGE.sentence());
    }
    return new Call(
        found.route(),
        Parameters.read(found.route(), found.pathParameters(), request),
        Optional.ofNullable(request.headers().get(CONTENT_TYPE)),
        request.body(),
        caller,
        correlationId);
  }

  /** What answers a call that was admitted, so that its route is one of these. */
  private Endpoint endpoint(RouteTable.Match<R> match) {
    if (match instanceof RouteTable.Match.Found<R> found) {
      return endpoints.apply(found.route());
    }
    throw new IllegalStateException("admitted without a route: " + match);
  }

  private static Answer refusal(
      RuntimeException failure, RouteTable.Match<?> match, CorrelationId correlationId) {
    var told = Problems.told(failure);
    var reply = Problems.reply(told, correlationId.value());
    if (told.code() == ErrorCode.METHOD_NOT_ALLOWED
        && match instanceof RouteTable.Match.OtherMethods<?> other) {
      reply = reply.withHeader("allow", String.join(", ", other.allowed()));
    }
    return new Answer(
        reply, Optional.of(told.code()), told == failure ? Optional.empty() : Optional.of(failure));
  }

  private static String label(RouteTable.Match<?> match) {
    return match instanceof RouteTable.Match.Found<?> found
        ? found.route().method() + " " + found.route().path()
        : NO_ROUTE;
  }
}
