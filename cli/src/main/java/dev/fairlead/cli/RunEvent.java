package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.Optional;

/** One thing that happened to an agenda. */
record RunEvent(
    long sequence,
    Optional<Instant> at,
    String type,
    Optional<String> operation,
    Optional<Long> attempt,
    Optional<String> subject,
    Optional<String> message) {
  static RunEvent of(Json.Obj event) {
    return new RunEvent(
        event.whole("sequence").orElse(0L),
        AgendaView.instant(event, "at"),
        event.text("type").orElse("event"),
        event.text("operation"),
        event.whole("attempt"),
        event.text("subject"),
        event.text("message").filter(text -> !text.isBlank()));
  }

  /** The outcome that the message of a completion names: its first word. */
  String outcome() {
    var text = message.orElse("completed").strip();
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }
}
