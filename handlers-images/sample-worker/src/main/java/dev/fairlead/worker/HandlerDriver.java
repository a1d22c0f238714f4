package dev.fairlead.worker;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.sdk.Cancellation;
import dev.fairlead.sdk.Handler;
import dev.fairlead.sdk.HandlerRun;
import dev.fairlead.sdk.Order;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.wire.WorkMessage;

/**
 * A handler of the SDK as work of a queue worker: the class that is a pod's program, or a process
 * of a host, does the same here. Extended by one class for each, which names its handler and is
 * named in {@code META-INF/services}. Unlike a pod a worker is not asked to end what it is doing:
 * what is not wanted any more ends by itself, and its outcome counts for nothing.
 *
 * @param <P> the payload
 * @param <R> the result
 */
public abstract class HandlerDriver<P, R> implements Driver {
  private final String name;
  private final HandlerRun<P, R> handler;

  /**
   * A driver.
   *
   * @param name what operations ask for it by
   * @param payload what the handler takes
   */
  protected HandlerDriver(String name, Class<P> payload, Handler<P, R> handler) {
    this.name = name;
    this.handler = new HandlerRun<>(payload, handler);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Ending run(WorkMessage order, Json payload, Telling telling) {
    var asked = new Order(order.key().toString(), order.attempt(), payload, order.lastProgress());
    return switch (handler.run(asked, new Words(telling), new Cancellation())) {
      case Outcome.Succeeded(Json result) -> new Ending.Succeeded(result);
      case Outcome.Failed(String code, String message, var retryAfter) ->
          new Ending.Failed(new Diagnostic(code, message), retryAfter);
      case Outcome.Cancelled() ->
          throw new IllegalStateException("nobody asked " + asked.operationKey() + " to end");
    };
  }

  /** The worker's own beats say that it is alive. */
  private record Words(Telling telling) implements dev.fairlead.sdk.Telling {
    @Override
    public void progress(OperationProgress all) {
      telling.progress(all);
    }

    @Override
    public void alive() {
      telling.log("Alive.");
    }
  }
}
