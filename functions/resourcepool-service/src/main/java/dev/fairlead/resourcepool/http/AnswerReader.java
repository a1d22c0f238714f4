package dev.fairlead.resourcepool.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.port.HttpCaller.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an answer of HTTP/1.1 (RFC 9112) of a server that nobody trusts: everything has a bound.
 */
final class AnswerReader {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int MAX_INTERIM_ANSWERS = 10;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
  private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(;.*)?");

  private final InputStream in;
  private final int maxBytes;
  private int headRoom = MAX_HEAD_BYTES;

  AnswerReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** What came is no answer, or too much of one. */
  static final class BadAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    BadAnswerException(Trouble trouble, String message) {
      super(message);
      this.trouble = trouble;
    }

    Trouble trouble() {
      return trouble;
    }
  }

  /** The answer to a request of this method. */
  Answered read(String method) throws IOException {
    for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
      int status = status();
      Map<String, String> headers = headers();
      if (status == 101) {
        throw malformed("It switches to another protocol.");
      }
      if (status >= 200) {
        boolean isBare = method.equals("HEAD") || status == 204 || status == 304;
        return new Answered(status, headers, isBare ? new byte[0] : body(headers));
      }
    }
    throw malformed("It has too many interim answers.");
  }

  private int status() throws IOException {
    var line = STATUS_LINE.matcher(line());
    if (!line.matches()) {
      throw malformed("It does not begin with a status.");
    }
    return Integer.parseInt(line.group(1));
  }

  private Map<String, String> headers() throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      var field = FIELD.matcher(line);
      if (!field.matches()) {
        throw malformed("It has a header that is none.");
      }
      headers.merge(
          field.group(1).toLowerCase(Locale.ROOT),
          field.group(2).strip(),
          (first, next) -> first + ", " + next);
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    Optional<String> encoding = Optional.ofNullable(headers.get("transfer-encoding"));
    if (encoding.isPresent()) {
      if (!encoding.get().equalsIgnoreCase("chunked")) {
        throw malformed("It has a transfer-encoding that is not chunked.");
      }
      return chunks();
    }
    Optional<String> length = Optional.ofNullable(headers.get("content-length"));
    if (length.isEmpty()) {
      var body = new ByteArrayOutputStream();
      copy(body, Long.MAX_VALUE);
      return body.toByteArray();
    }
    if (!LENGTH.matcher(length.get()).matches()) {
      throw malformed("Its content-length is no number.");
    }
    var body = new ByteArrayOutputStream();
    long announced = Long.parseLong(length.get());
    if (announced > maxBytes) {
      throw tooLarge();
    }
    copyAll(body, announced);
    return body.toByteArray();
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      headRoom = MAX_HEAD_BYTES;
      var size = CHUNK.matcher(line());
      if (!size.matches()) {
        throw malformed("It has a chunk without a length.");
      }
      long length = Long.parseLong(size.group(1), 16);
      if (length == 0) {
        headers();
        return body.toByteArray();
      }
      copyAll(body, length);
      if (!line().isEmpty()) {
        throw malformed("It has a chunk that is longer than it says.");
      }
    }
  }

  private void copyAll(ByteArrayOutputStream body, long length) throws IOException {
    if (copy(body, length) < length) {
      throw new BadAnswerException(Trouble.UNREACHABLE, "The connection broke in the answer.");
    }
  }

  /** As many bytes as there are, up to a number of them. */
  private long copy(ByteArrayOutputStream body, long most) throws IOException {
    var buffer = new byte[8192];
    long copied = 0;
    while (copied < most) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
      if (read < 0) {
        return copied;
      }
      if (body.size() + (long) read > maxBytes) {
        throw tooLarge();
      }
      body.write(buffer, 0, read);
      copied += read;
    }
    return copied;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new BadAnswerException(
            Trouble.UNREACHABLE, "The connection broke before the answer.");
      }
      if (--headRoom < 0) {
        throw malformed("Its head is larger than 64 KiB.");
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private BadAnswerException tooLarge() {
    return new BadAnswerException(
        Trouble.TOO_LARGE, "The answer is larger than " + maxBytes + " bytes.");
  }

  private static BadAnswerException malformed(String what) {
    return new BadAnswerException(Trouble.MALFORMED, "The answer is no HTTP: " + what);
  }
}
