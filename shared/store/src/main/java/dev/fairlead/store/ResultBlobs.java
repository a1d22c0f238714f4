package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.ResultParts;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Results and logs on their way in a report, which is a message and so has 256 KB at most: a large
 * one goes by the blob store, where it then stays.
 */
public final class ResultBlobs {
  /** Characters of JSON that a log may have: with the rest it fits into a message. */
  static final int MAX_LOG_JSON = 96 * 1024;

  /**
   * Of what an attempt printed, this much is kept: its last bytes. Whoever reports the end of an
   * attempt reads as much.
   */
  public static final int MAX_LOG_BYTES = 4 * 1024 * 1024;

  private final BlobStore blobs;

  public ResultBlobs(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * The message as it can be sent. Cost: nothing, or one blob written for a large result, and one
   * for a large log at the end.
   */
  public ReportMessage sendable(ReportMessage message) {
    var fitting = withShortLog(message);
    if (!(fitting.report() instanceof Report.Ended ended
        && ended.ending() instanceof Ending.Succeeded(Json result))) {
      return fitting;
    }
    byte[] text = JsonText.canonical(result);
    if (text.length <= Output.INLINE_BYTES) {
      return fitting;
    }
    return fitting.with(
        ResultParts.ending(ended, new Ending.Succeeded(Json.NULL)), List.of(put(message, text)));
  }

  /**
   * Keeps a part of a result that comes by itself, until the report comes that names it. Cost:
   * nothing, or one blob written.
   */
  public void keep(ReportMessage message) {
    message
        .part()
        .ifPresent(
            part -> blobs.put(message.agenda().toString(), Base64.getDecoder().decode(part)));
  }

  /**
   * The report as it was before {@link #sendable}, or before {@link ResultParts}. What came in
   * parts that don't make a result has failed. Cost: nothing, or one blob read for each part.
   *
   * @throws PortException {@code CORRUPT} if the result is not where the message says
   */
  public ReportMessage complete(ReportMessage message) {
    if (message.spilled().isEmpty() || !(message.report() instanceof Report.Ended ended)) {
      return message;
    }
    Ending ending =
        message.spilled().size() == 1
            ? new Ending.Succeeded(
                JsonText.parseStored(text(message).orElseThrow(ResultBlobs::gone)))
            : ofParts(message);
    return message.with(ResultParts.ending(ended, ending), List.of());
  }

  /** Said again and again, it would be as wrong: it ends the attempt instead. */
  private Ending ofParts(ReportMessage message) {
    long bytes = message.spilled().stream().mapToLong(Output.Spilled::bytes).sum();
    if (bytes > JsonLimits.MAX_TEXT_BYTES) {
      return ResultParts.tooLarge(bytes);
    }
    Optional<String> text = text(message);
    if (text.isEmpty()) {
      return failed(
          "Of the " + message.spilled().size() + " parts of the result some are missing.");
    }
    try {
      return new Ending.Succeeded(JsonText.parseStored(text.get()));
    } catch (FairleadException malformed) {
      return failed("The result is not JSON: " + malformed.getMessage());
    }
  }

  /** Of the blobs together; empty if one is not there. */
  private Optional<String> text(ReportMessage message) {
    var all = new ByteArrayOutputStream();
    for (Output.Spilled blob : message.spilled()) {
      Optional<byte[]> bytes = blobs.get(message.agenda().toString(), blob.sha256());
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      all.writeBytes(bytes.get());
    }
    return Optional.of(all.toString(UTF_8));
  }

  private static Ending failed(String why) {
    return new Ending.Failed(new Diagnostic("result", why));
  }

  private static PortException gone() {
    return new PortException(PortException.Fault.CORRUPT, "the result of a report is gone");
  }

  /** A log of control characters is six times as long in JSON. */
  private ReportMessage withShortLog(ReportMessage message) {
    if (message.log().filter(ResultBlobs::isLong).isEmpty()) {
      return message;
    }
    String all = message.log().get();
    String tail = all;
    while (isLong(tail)) {
      tail = laterHalf(tail);
    }
    return message.with(
        Optional.of(tail),
        message.report() instanceof Report.Ended
            ? Optional.of(put(message, all.getBytes(UTF_8)))
            : Optional.empty());
  }

  private Output.Spilled put(ReportMessage message, byte[] bytes) {
    return new Output.Spilled(blobs.put(message.agenda().toString(), bytes), bytes.length);
  }

  private static boolean isLong(String log) {
    return log.length() > MAX_LOG_JSON || JsonText.write(Json.of(log)).length() > MAX_LOG_JSON;
  }

  private static String laterHalf(String text) {
    int start = text.length() / 2;
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }
}
