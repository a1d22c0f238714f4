package dev.fairlead.aws;

import java.io.PrintWriter;
import java.io.StringWriter;

/** All that a failure says. */
final class StackTraces {
  private StackTraces() {}

  static String of(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
