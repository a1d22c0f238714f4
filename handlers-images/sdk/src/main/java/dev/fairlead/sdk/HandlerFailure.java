package dev.fairlead.sdk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why work came to nothing, as agendas are told. */
public class HandlerFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;
  private final @Nullable Duration retryAfter;

  /**
   * Makes one.
   *
   * @param code what retry rules can name, such as {@code license}; one of Fairlead's own, such as
   *     {@code quota}, is told with {@code work:} before it
   * @param message for people
   */
  public HandlerFailure(String code, String message) {
    this(code, message, Optional.empty());
  }

  /**
   * Makes one.
   *
   * @param retryAfter how long somebody outside asked to be left alone: another attempt, if retry
   *     rules want one, begins no sooner; a day at the most
   */
  public HandlerFailure(String code, String message, Optional<Duration> retryAfter) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter.orElse(null);
  }

  public String code() {
    return code;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
