package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.JsonPointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.List;

/** Says where and why a text could not be read. Lines and columns count from 1. */
final class Malformed {
  private static final int MAX_PATH = 1000;

  private Malformed() {}

  static FairleadException at(
      int line, int column, JsonPointer place, String code, String sentence) {
    var detail = "line " + line + ", column " + column + ": " + sentence;
    return new FairleadException(
        ErrorCode.MALFORMED_JSON,
        detail,
        List.of(new Problem(place.within(MAX_PATH).toString(), code, detail)));
  }

  /** The place of the first byte that is not UTF-8. */
  static FairleadException encoding(byte[] text) {
    var before = CharBuffer.allocate(text.length);
    UTF_8.newDecoder().decode(ByteBuffer.wrap(text), before, true);
    before.flip();
    int line = 1;
    int column = 1;
    while (before.hasRemaining()) {
      if (before.get() == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return at(line, column, JsonPointer.WHOLE, "not-utf-8", "The text is not UTF-8.");
  }
}
