package dev.fairlead.lambda;

/**
 * A function was sent an event that is not for it: it is connected to the wrong source. Nothing was
 * done with the event.
 */
public final class ForeignEventException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ForeignEventException(String want, String found) {
    super("This function answers " + want + " only; the event " + found + ".");
  }
}
