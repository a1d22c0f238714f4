package dev.fairlead.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.sdk.PodAnnotations.Answer;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A pod: its output file is what Kubernetes tells of its end, its annotations all the rest but a
 * large result, which lies in parts beside it.
 */
final class PodPlace implements Place {
  /** Of an output file in a pod; Kubernetes cuts it at one more, and nobody could tell. */
  static final int MAX_FILE_BYTES = 4095;

  /** Of all annotations of an object Kubernetes takes 256 KiB; some room is others'. */
  static final int MAX_ANNOTATION_BYTES = 200 * 1024;

  /** As JSON each has six bytes at the most, which all fit into the file. */
  private static final int MAX_REASON_CHARACTERS = 600;

  private final PodWords words;
  private final Optional<Path> outputFile;
  private final Consumer<String> log;

  private Optional<PodDependents> dependents = Optional.empty();

  PodPlace(PodWords words, Optional<Path> outputFile, Consumer<String> log) {
    this.words = words;
    this.outputFile = outputFile;
    this.log = log;
  }

  @Override
  public void progress(OperationProgress all) {
    words.progress(all);
  }

  @Override
  public synchronized Dependents dependents(Cancellation cancellation) {
    var all = words.dependents(this, cancellation);
    dependents = Optional.of(all);
    return all;
  }

  @Override
  public void alive() {
    words.alive();
  }

  @Override
  public void close() {
    try {
      switch (words.last(Map.of())) {
        case Answer.Done() -> {}
        case Answer.Again(String why) -> log.accept("What it said last did not arrive: " + why);
        case Answer.Never(String why) -> log.accept("What it said last is not told: " + why);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** They end with this pod; what they were answered takes the room of its result. */
  private synchronized void forgetDependents() throws IOException {
    try {
      if (dependents.isPresent()) {
        dependents.get().forget();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("It was asked to end before its result was left.", e);
    }
  }

  /** In place of a result. A long message is cut: half of an output file is as good as none. */
  @Override
  public void fail(Outcome.Failed failed) {
    if (outputFile.isEmpty()) {
      return;
    }
    String message = failed.message();
    String shown = message.substring(0, Math.min(message.length(), MAX_REASON_CHARACTERS));
    Json reason =
        Json.object()
            .put("code", failed.code())
            .put("message", shown)
            .putIfPresent(
                "retryAfterSeconds",
                failed.retryAfter().map(wish -> Json.of(wish.plusMillis(999).toSeconds())))
            .build();
    try {
      Files.write(
          outputFile.get(), JsonText.canonical(Json.object().put("failure", reason).build()));
    } catch (IOException e) {
      log.accept("Why it failed could not be left: " + e);
    }
  }

  @Override
  public void leave(Json result) throws IOException {
    forgetDependents();
    byte[] bytes = JsonText.canonical(result);
    if (bytes.length > JsonLimits.MAX_TEXT_BYTES) {
      throw new IOException("It has " + bytes.length + " bytes; at most it has 5 MiB.");
    }
    if (bytes.length <= MAX_FILE_BYTES && outputFile.isPresent()) {
      Files.write(outputFile.get(), bytes);
      return;
    }
    try {
      if (bytes.length <= MAX_ANNOTATION_BYTES) {
        annotate(PodWords.RESULT, new String(bytes, UTF_8), bytes.length);
      } else {
        annotate(PodWords.RESULT_PARTS, Integer.toString(leaveParts(bytes)), bytes.length);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("It was asked to end before its result was left.", e);
    }
  }

  private void annotate(String name, String value, int bytes)
      throws IOException, InterruptedException {
    require(
        words.last(Map.of(name, value)),
        "It has " + bytes + " bytes; without annotations a pod leaves " + MAX_FILE_BYTES + ".");
  }

  /** Gives how many they are. */
  private int leaveParts(byte[] bytes) throws IOException, InterruptedException {
    int parts = Math.ceilDiv(bytes.length, PodOrder.MAX_PART);
    for (int i = 0; i < parts; i++) {
      int from = i * PodOrder.MAX_PART;
      require(
          words.leave(
              i, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PodOrder.MAX_PART))),
          "It has "
              + bytes.length
              + " bytes; without ConfigMaps a pod leaves "
              + MAX_ANNOTATION_BYTES
              + ".");
    }
    return parts;
  }

  private static void require(Answer answer, String limit) throws IOException {
    try {
      PodWords.require(answer);
    } catch (IOException e) {
      throw new IOException(limit + " " + e.getMessage(), e);
    }
  }
}
