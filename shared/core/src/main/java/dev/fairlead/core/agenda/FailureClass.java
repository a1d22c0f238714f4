package dev.fairlead.core.agenda;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which failures {@code retry.on} means. A failure is of the class that its diagnostic's code is
 * called, and a call over HTTP may be of one more: that the server could not be reached, could not
 * answer, or asked for patience is {@code infrastructure}, that it took too long {@code timeout},
 * too.
 */
public final class FailureClass {
  /** Nobody there, or the connection broke. */
  public static final String HTTP_UNREACHABLE = "http:unreachable";

  /** No answer in time. */
  public static final String HTTP_TIMEOUT = "http:timeout";

  private static final String HTTP = "http:";
  private static final Pattern HTTP_INFRASTRUCTURE =
      Pattern.compile("http:(unreachable|timeout|429|5[0-9][0-9])");

  private FailureClass() {}

  /** The code of a status that was not asked for. */
  public static String httpStatus(int status) {
    return HTTP + status;
  }

  /** Whether it is a call's, of a server that may well answer another time. */
  public static boolean mayPass(String failure) {
    return HTTP_INFRASTRUCTURE.matcher(failure).matches();
  }

  /** Whether one of the classes has such a failure. */
  static boolean isIn(Set<String> classes, String failure) {
    return classes.contains(failure)
        || (classes.contains(RetryPolicy.INFRASTRUCTURE) && mayPass(failure))
        || (classes.contains(RetryPolicy.TIMEOUT) && failure.equals(HTTP_TIMEOUT));
  }
}
