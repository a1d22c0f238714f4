package dev.fairlead.wire;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reports of a sender that has a queue and nothing else. A message has 256 KB at most, so a large
 * result goes before the end of its attempt, in parts, each with a beat. Whoever receives them
 * keeps each by its hash, and the end names the hashes: nobody has to remember what came before.
 */
public final class ResultParts {
  /** Of the 256 KB of a message, what is left when the report has said the rest. */
  public static final int MAX_INLINE = 200 * 1024;

  /** In Base64 they are a third more. */
  static final int PART = 160 * 1024;

  private ResultParts() {}

  /**
   * The messages to send, in order. A result of more than 5 MiB is a failure with code {@code
   * result}: nobody takes it. Cost: a message, and one more for each {@value #PART} bytes of a
   * result that is larger than {@value #MAX_INLINE}.
   */
  public static List<ReportMessage> of(ReportMessage message) {
    if (!(message.report() instanceof Report.Ended ended
        && ended.ending() instanceof Ending.Succeeded(Json result))) {
      return List.of(message);
    }
    byte[] text = JsonText.canonical(result);
    if (text.length > JsonLimits.MAX_TEXT_BYTES) {
      return List.of(message.with(ending(ended, tooLarge(text.length)), List.of()));
    }
    return text.length <= MAX_INLINE ? List.of(message) : cut(message, ended, text);
  }

  /** How an attempt ended whose result nobody takes. */
  public static Ending tooLarge(long bytes) {
    return new Ending.Failed(
        new Diagnostic("result", "The result has " + bytes + " bytes; at most it has 5 MiB."));
  }

  /** The end of an attempt with another ending. */
  public static Report.Ended ending(Report.Ended ended, Ending ending) {
    return new Report.Ended(
        ended.operation(), ended.attempt(), ended.starts(), ended.startedAt(), ended.at(), ending);
  }

  private static List<ReportMessage> cut(ReportMessage message, Report.Ended ended, byte[] text) {
    var messages = new ArrayList<ReportMessage>();
    var parts = new ArrayList<Output.Spilled>();
    for (int from = 0; from < text.length; from += PART) {
      byte[] part = Arrays.copyOfRange(text, from, Math.min(text.length, from + PART));
      parts.add(new Output.Spilled(ReportMessage.sha256(part), part.length));
      messages.add(
          new ReportMessage(
              message.agenda(),
              new Report.Beat(ended.operation(), ended.attempt(), ended.at()),
              Optional.empty(),
              List.of(),
              Optional.of(Base64.getEncoder().encodeToString(part)),
              OperationProgress.NONE,
              Optional.empty()));
    }
    messages.add(message.with(ending(ended, new Ending.Succeeded(Json.NULL)), parts));
    return messages;
  }
}
