package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.Optional;

/** What is said in one run, until its end. */
final class RunContext implements Context {
  private final Order order;
  private final Telling telling;
  private final Cancellation cancellation;
  private final Dependents dependents;
  private OperationProgress said = OperationProgress.NONE;
  private boolean ended;

  RunContext(Order order, Telling telling, Cancellation cancellation, Dependents dependents) {
    this.order = order;
    this.telling = telling;
    this.cancellation = cancellation;
    this.dependents = dependents;
  }

  @Override
  public String operationKey() {
    return order.operationKey();
  }

  @Override
  public int attempt() {
    return order.attempt();
  }

  @Override
  public void progress(int percent, String message) {
    say(new OperationProgress(Optional.of(message), Optional.of(percent), Optional.empty()));
  }

  @Override
  public void progress(int percent, String message, Object parameters) {
    Json json = Shapes.write(parameters);
    int bytes = JsonText.canonical(json).length;
    if (bytes > OperationProgress.MAX_PARAMS_BYTES) {
      throw new IllegalArgumentException(
          "The parameters have "
              + bytes
              + " bytes; progress holds "
              + OperationProgress.MAX_PARAMS_BYTES
              + ".");
    }
    say(new OperationProgress(Optional.of(message), Optional.of(percent), Optional.of(json)));
  }

  private synchronized void say(OperationProgress news) {
    refuseAfterEnd();
    said = said.then(news);
    telling.progress(said);
  }

  @Override
  public synchronized void heartbeat() {
    refuseAfterEnd();
    telling.alive();
  }

  private void refuseAfterEnd() {
    if (ended) {
      throw new IllegalStateException("The handler has ended; nothing more can be said of it.");
    }
  }

  synchronized void end() {
    ended = true;
  }

  @Override
  public <T> Optional<T> lastProgress(Class<T> type) {
    return order
        .last()
        .flatMap(last -> last.progress().params())
        .flatMap(parameters -> Shapes.find(parameters, type));
  }

  @Override
  public Dependents dependents() {
    return dependents;
  }

  @Override
  public boolean isCancelled() {
    return cancellation.isCancelled();
  }

  @Override
  public void onCancel(Runnable callback) {
    cancellation.whenCancelled(callback);
  }

  @Override
  public boolean pause(Duration time) throws InterruptedException {
    return cancellation.pause(time);
  }
}
