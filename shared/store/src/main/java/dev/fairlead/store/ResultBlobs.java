package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ReportMessage;
import java.util.Optional;

/**
 * Results on their way in a report, which is a message and so has 256 KB at most: a large one goes
 * by the blob store, where it then stays.
 */
public final class ResultBlobs {
  /** Characters of JSON that a log may have: with the rest it fits into a message. */
  static final int MAX_LOG_JSON = 96 * 1024;

  private final BlobStore blobs;

  public ResultBlobs(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** The message as it can be sent. Cost: nothing, or one blob written. */
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
    var sha256 = blobs.put(message.agenda().toString(), text);
    return new ReportMessage(
        fitting.agenda(),
        with(ended, Json.NULL),
        fitting.log(),
        Optional.of(new Output.Spilled(sha256, text.length)),
        fitting.progress());
  }

  /**
   * The report as it was before {@link #sendable}. Cost: nothing, or one blob read.
   *
   * @throws PortException {@code CORRUPT} if the result is not where the message says
   */
  public ReportMessage complete(ReportMessage message) {
    if (message.spilled().isEmpty() || !(message.report() instanceof Report.Ended ended)) {
      return message;
    }
    var sha256 = message.spilled().get().sha256();
    var text =
        blobs
            .get(message.agenda().toString(), sha256)
            .orElseThrow(() ->
                new PortException(
                    PortException.Fault.CORRUPT, "the result " + sha256 + " of a report is gone"));
    return new ReportMessage(
        message.agenda(),
        with(ended, JsonText.parseStored(new String(text, UTF_8))),
        message.log(),
        message.progress());
  }

  private static Report.Ended with(Report.Ended ended, Json result) {
    return new Report.Ended(
        ended.operation(),
        ended.attempt(),
        ended.starts(),
        ended.startedAt(),
        ended.at(),
        new Ending.Succeeded(result));
  }

  /** A log of control characters is six times as long in JSON. */
  private static ReportMessage withShortLog(ReportMessage message) {
    var log = message.log();
    while (log.filter(text -> JsonText.write(Json.of(text)).length() > MAX_LOG_JSON).isPresent()) {
      log = log.map(ResultBlobs::laterHalf);
    }
    return new ReportMessage(
        message.agenda(), message.report(), log, message.spilled(), message.progress());
  }

  private static String laterHalf(String text) {
    int start = text.length() / 2;
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }
}
