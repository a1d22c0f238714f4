package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.JsonPointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Optional;

/** Says where and why a text could not be read. Lines and columns count from 1. */
final class Malformed {
  private static final int MAX_PATH = 1000;
  private static final int MAX_QUOTE = 60;

  private Malformed() {}

  static FairleadException at(
      SourcePosition position, JsonPointer place, ProblemCode code, String sentence) {
    return new FairleadException(
        ErrorCode.MALFORMED_JSON,
        "line " + position.line() + ", column " + position.column() + ": " + sentence,
        List.of(
            new Problem(
                place.within(MAX_PATH).toString(),
                code,
                sentence,
                Optional.empty(),
                Optional.of(position))));
  }

  /** The place of the first byte that is not UTF-8. */
  static FairleadException encoding(byte[] text) {
    var before = CharBuffer.allocate(text.length);
    UTF_8.newDecoder().decode(ByteBuffer.wrap(text), before, true);
    before.flip();
    return at(
        TextCursor.positionOf(before.toString(), before.length()),
        JsonPointer.WHOLE,
        ProblemCode.NOT_UTF_8,
        isUtf16(text) ? "The text is UTF-16; save it as UTF-8." : "The text is not UTF-8.");
  }

  /** By its byte order mark. */
  private static boolean isUtf16(byte[] text) {
    return text.length > 1
        && ((text[0] == (byte) 0xFE && text[1] == (byte) 0xFF)
            || (text[0] == (byte) 0xFF && text[1] == (byte) 0xFE));
  }

  /** A text of the tenant's inside a sentence: bounded, on one line. */
  static String quote(String text) {
    return '"' + cut(text).replaceAll("\\p{Cntrl}", "·") + '"';
  }

  /** As much of a text as a sentence takes. */
  static String cut(String text) {
    return text.length() > MAX_QUOTE ? text.substring(0, MAX_QUOTE) + "…" : text;
  }
}
