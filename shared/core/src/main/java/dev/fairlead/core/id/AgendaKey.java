package dev.fairlead.core.id;

/** An agenda and whose it is. The customer comes first in every stored key: the tenant wall. */
public record AgendaKey(CustomerId customer, AgendaId agenda) {
  /** {@code customer/agenda}. */
  @Override
  public String toString() {
    return customer + "/" + agenda;
  }

  /** Reads what {@link #toString} wrote. */
  public static AgendaKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not an agenda key: " + text);
    }
    return new AgendaKey(
        new CustomerId(text.substring(0, slash)), new AgendaId(text.substring(slash + 1)));
  }
}
