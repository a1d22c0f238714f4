package dev.fairlead.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.fairlead.endpoint.JsonLines;

/**
 * Our lines of JSON in AWS Lambda's log, as they are: what is logged as text would be wrapped into
 * JSON once more, and could then not be searched by its fields.
 */
public final class LambdaLog {
  private LambdaLog() {}

  public static JsonLines lines() {
    return new JsonLines(line -> LambdaRuntime.getLogger().log((line + "\n").getBytes(UTF_8)));
  }
}
