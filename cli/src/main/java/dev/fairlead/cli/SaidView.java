package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.util.Optional;

/** What an operation's latest attempt says of itself. */
record SaidView(Optional<Long> percent, Optional<String> message) {
  static final SaidView NOTHING = new SaidView(Optional.empty(), Optional.empty());

  static SaidView of(Json.Obj operation) {
    return new SaidView(
        operation.whole("percent"), operation.text("message").filter(text -> !text.isBlank()));
  }

  /** {@code 40 % copying}, or what there is of it. */
  Optional<String> text() {
    var number = percent.map(done -> done + " %");
    var words = message.map(Text::line);
    return number.isPresent() && words.isPresent()
        ? Optional.of(number.get() + "  " + words.get())
        : number.or(() -> words);
  }
}
