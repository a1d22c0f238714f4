package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.util.List;

/** One run of a handler, the same wherever that is. */
public final class HandlerRun<P, R> {
  private final Class<P> type;
  private final Handler<P, R> handler;

  public HandlerRun(Class<P> type, Handler<P, R> handler) {
    this.type = type;
    this.handler = handler;
  }

  /**
   * Runs it in this thread, with nothing beside it. Throws nothing but errors of the machine, such
   * as a lack of memory.
   *
   * @param telling where what it says goes; nothing more does once this returns
   */
  public Outcome run(Order order, Telling telling, Cancellation cancellation) {
    return run(order, telling, cancellation, new NoDependents());
  }

  /** The same where something can be started beside it. */
  Outcome run(Order order, Telling telling, Cancellation cancellation, Dependents dependents) {
    var context = new RunContext(order, telling, cancellation, dependents);
    try {
      Outcome outcome = run(order.payload(), context);
      return cancellation.isCancelled() ? new Outcome.Cancelled() : outcome;
    } finally {
      context.end();
    }
  }

  private Outcome run(Json given, Context context) {
    P payload;
    try {
      payload = Shapes.read(given, type);
    } catch (Shapes.Misfit misfit) {
      return new Outcome.Failed("payload", misfit.getMessage());
    }
    try {
      List<String> wrong = handler.validate(payload);
      return wrong.isEmpty()
          ? new Outcome.Succeeded(Shapes.write(handler.handle(payload, context)))
          : new Outcome.Failed("payload", String.join(" ", wrong));
    } catch (HandlerFailure failure) {
      return new Outcome.Failed(
          failure.code(), String.valueOf(failure.getMessage()), failure.retryAfter());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("exception", interrupted.toString());
    } catch (Exception bug) {
      return new Outcome.Failed("exception", bug.toString());
    }
  }
}
