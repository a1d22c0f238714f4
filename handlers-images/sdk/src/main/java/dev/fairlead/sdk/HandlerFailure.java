package dev.fairlead.sdk;

/** Why work came to nothing, as agendas are told. */
public class HandlerFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * Makes one.
   *
   * @param code what retry rules can name, such as {@code quota}
   * @param message for people
   */
  public HandlerFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
