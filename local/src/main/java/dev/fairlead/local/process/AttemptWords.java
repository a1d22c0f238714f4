package dev.fairlead.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.ReportMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What an attempt's command printed and says of itself. It writes while we read, so only the ends
 * of its files are read, and a line that is not whole says nothing.
 *
 * @param redaction what others may not read of it
 */
record AttemptWords(AttemptDirectory directory, Redaction redaction) {
  /** Of what the command says of itself, this much counts. */
  private static final int PROGRESS_BYTES = 64 * 1024;

  /** What the command printed, or the last of it. */
  Optional<String> logTail() {
    return tail(directory.log(), ResultBlobs.MAX_LOG_BYTES).map(redaction::cutText);
  }

  /** The last of what the command has printed so far. */
  Optional<String> liveLog() {
    return tail(directory.log(), ReportMessage.LIVE_LOG_CHARACTERS).map(redaction::cutText);
  }

  /** What the command says of itself. */
  OperationProgress progress() {
    return tail(directory.progress(), PROGRESS_BYTES)
        .map(ProgressText::ofLines)
        .map(said -> said.redacted(redaction))
        .orElse(OperationProgress.NONE);
  }

  /** Changes when the command says or prints something. Cost: two looks at files. */
  static String mark(AttemptDirectory directory) {
    return mark(directory.progress()) + " " + mark(directory.log());
  }

  private static String mark(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + "@" + attributes.lastModifiedTime();
    } catch (NoSuchFileException none) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> tail(Path file, int bytes) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - bytes);
      var buffer = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
      var text = new String(buffer.array(), 0, buffer.position(), UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
