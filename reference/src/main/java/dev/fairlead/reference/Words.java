package dev.fairlead.reference;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the reference writes things. */
final class Words {
  private Words() {}

  /** {@code 90 s}, {@code 3 min}. */
  static String of(Duration duration) {
    return duration.toSeconds() % 60 == 0
        ? duration.toMinutes() + " min"
        : duration.toSeconds() + " s";
  }

  /** {@code CREATE_TOKEN} or {@code create-token} as {@code CreateToken}. */
  static String pascal(String name) {
    return Arrays.stream(name.split("[_-]", -1))
        .map(word ->
            word.substring(0, 1).toUpperCase(Locale.ROOT)
                + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** {@code OperationStarted} as {@code operation started}. */
  static String spaced(String pascal) {
    return pascal.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
