package dev.fairlead.endpoint;

/** What answers one route. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a call that has been routed and allowed. Safe to run twice.
   *
   * @throws dev.fairlead.core.error.FairleadException answered as problem details
   * @throws dev.fairlead.core.port.PortException answered with 503 when trying again may help
   */
  Reply handle(Call call);
}
