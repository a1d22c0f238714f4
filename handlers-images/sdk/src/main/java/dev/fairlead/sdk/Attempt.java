package dev.fairlead.sdk;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProgressText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One attempt from its order to its exit code. Neither payload nor result is logged. */
final class Attempt {
  static final int FAILED = 1;

  /** What a process gives that was ended by SIGTERM. */
  static final int CANCELLED = 143;

  private final HandlerSettings settings;
  private final Place place;
  private final Consumer<String> log;

  Attempt(HandlerSettings settings, Place place, Consumer<String> log) {
    this.settings = settings;
    this.place = place;
    this.log = log;
  }

  /** Does it. */
  int run(HandlerRun<?, ?> handler, Cancellation cancellation) {
    Outcome outcome;
    try {
      outcome = handler.run(order(), place, cancellation, place.dependents(cancellation));
    } catch (IOException | FairleadException unreadable) {
      outcome = new Outcome.Failed("payload", "The payload cannot be read: " + unreadable);
    }
    return switch (outcome) {
      case Outcome.Succeeded(Json result) -> leave(result);
      case Outcome.Failed failed -> failed(failed);
      case Outcome.Cancelled() -> {
        log.accept("It was asked to end, and has.");
        place.close();
        yield CANCELLED;
      }
    };
  }

  private Order order() throws IOException {
    Json payload =
        settings.payloadFiles().isEmpty()
            ? JsonText.parse(settings.payload().orElse("{}"))
            : JsonText.parse(content(settings.payloadFiles()));
    Optional<OperationProgress.OfAttempt> last =
        settings.lastProgressFile().isPresent()
            ? ProgressText.lastOf(
                JsonText.parse(Files.readString(settings.lastProgressFile().get())))
            : Optional.empty();
    return new Order(settings.operationKey(), settings.attempt(), payload, last);
  }

  /** A part may end in the middle of a character. */
  private static byte[] content(List<Path> parts) throws IOException {
    var whole = new ByteArrayOutputStream();
    for (Path part : parts) {
      whole.writeBytes(Files.readAllBytes(part));
    }
    return whole.toByteArray();
  }

  private int leave(Json result) {
    try {
      place.leave(result);
    } catch (IOException e) {
      return failed(
          new Outcome.Failed("result", "The result could not be left: " + e.getMessage()));
    }
    place.close();
    return 0;
  }

  /** An exit code says little: the reason is left, in the log, and the last said of progress. */
  private int failed(Outcome.Failed failed) {
    log.accept("Failed (" + failed.code() + "): " + failed.message());
    place.fail(failed);
    place.progress(
        new OperationProgress(
            Optional.of(failed.code() + ": " + failed.message()),
            Optional.empty(),
            Optional.empty()));
    place.close();
    return FAILED;
  }
}
