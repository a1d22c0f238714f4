package dev.fairlead.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a client has to know of a route.
 *
 * @param path template, starting with {@code /v1}; a segment in braces is a path parameter
 * @param access what the caller's credentials must allow
 * @param summary what it does, in a sentence
 * @param parameters those of the path included; without {@link ApiSpec#PARAMETERS}
 * @param request what it takes as body
 * @param answers what it says on success, the usual answer first
 * @param refusals names of the error codes that it may answer, without {@link ApiSpec#REFUSALS}
 */
public record RouteSpec(
    String method,
    String path,
    Route.Access access,
    String summary,
    List<Parameter> parameters,
    Optional<Body> request,
    List<Answer> answers,
    Set<String> refusals) {
  public RouteSpec {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
    refusals = Set.copyOf(refusals);
  }

  /**
   * A successful answer.
   *
   * @param meaning when it is given, in a sentence
   */
  public record Answer(int status, Body body, String meaning) {}

  static RouteSpec get(String path, Route.Access access, String summary) {
    return new RouteSpec(
        "GET", path, access, summary, List.of(), Optional.empty(), List.of(), Set.of());
  }

  static RouteSpec put(String path, Route.Access access, String summary) {
    return new RouteSpec(
        "PUT", path, access, summary, List.of(), Optional.empty(), List.of(), Set.of());
  }

  static RouteSpec patch(String path, Route.Access access, String summary) {
    return new RouteSpec(
        "PATCH", path, access, summary, List.of(), Optional.empty(), List.of(), Set.of());
  }

  static RouteSpec delete(String path, Route.Access access, String summary) {
    return new RouteSpec(
        "DELETE", path, access, summary, List.of(), Optional.empty(), List.of(), Set.of());
  }

  static RouteSpec post(String path, Route.Access access, String summary) {
    return new RouteSpec(
        "POST", path, access, summary, List.of(), Optional.empty(), List.of(), Set.of());
  }

  RouteSpec taking(Parameter... more) {
    return new RouteSpec(method, path, access, summary, List.of(more), request, answers, refusals);
  }

  RouteSpec taking(Body body) {
    return new RouteSpec(
        method, path, access, summary, parameters, Optional.of(body), answers, refusals);
  }

  RouteSpec answering(int status, Body body, String meaning) {
    var all =
        Stream.concat(answers.stream(), Stream.of(new Answer(status, body, meaning))).toList();
    return new RouteSpec(method, path, access, summary, parameters, request, all, refusals);
  }

  RouteSpec refusing(String... codes) {
    return new RouteSpec(
        method, path, access, summary, parameters, request, answers, Set.of(codes));
  }
}
