package dev.fairlead.core.id;

import java.util.regex.Pattern;

/**
 * What ties together all that comes of one request: its answer, the agendas it made, the work they
 * start, and what these write to their logs. 1 to 64 letters, digits, dots, underscores and dashes,
 * so that it is safe in logs, headers and environments.
 */
public record CorrelationId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public CorrelationId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a correlation id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  /** Of an agenda that nobody's request is known for. */
  public static CorrelationId of(AgendaId agenda) {
    return new CorrelationId(agenda.value());
  }

  @Override
  public String toString() {
    return value;
  }
}
