package dev.fairlead.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The HTTPS API as a whole; what it answers is in {@link Route}. */
public final class ApiSpec {
  /** The one stage of an environment's API; not part of a route's path. */
  public static final String STAGE = "live";

  /**
   * How long API Gateway reuses the authorizer's answer for the same credential. So long may a
   * revoked credential go on; each call's authorization is decided in the functions all the same.
   */
  public static final Duration AUTHORIZER_CACHE = Duration.ofSeconds(60);

  /** API Gateway waits 29 s for an answer; a function that took longer would work for nobody. */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(28);

  /** What every route takes. */
  public static final List<Parameter> PARAMETERS =
      List.of(Parameter.CUSTOMER, Parameter.CORRELATION_ID);

  /** Names of the error codes that every route may answer. */
  public static final Set<String> REFUSALS =
      Set.of(
          "INVALID_REQUEST",
          "BODY_TOO_LARGE",
          "TOO_MANY_REQUESTS",
          "UNAUTHENTICATED",
          "FORBIDDEN",
          "DEPENDENCY_UNAVAILABLE",
          "INTERNAL");

  private ApiSpec() {}
}
