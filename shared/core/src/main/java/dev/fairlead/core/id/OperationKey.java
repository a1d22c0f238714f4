package dev.fairlead.core.id;

/** One operation of one agenda: what {@code FAIRLEAD_OPERATION_KEY} carries. */
public record OperationKey(AgendaKey agenda, String operation) {
  /** {@code customer/agenda/operation}. */
  @Override
  public String toString() {
    return agenda + "/" + operation;
  }

  /** Reads what {@link #toString} wrote; an operation's name may itself contain slashes. */
  public static OperationKey parse(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    if (first < 0 || second < 0 || second == text.length() - 1) {
      throw new IllegalArgumentException("not an operation key: " + text);
    }
    return new OperationKey(AgendaKey.parse(text.substring(0, second)), text.substring(second + 1));
  }
}
