package dev.fairlead.lambda;

/** An authorizer that ends with exactly this message has API Gateway answer 401. */
public final class UnauthorizedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException() {
    super("Unauthorized");
  }
}
