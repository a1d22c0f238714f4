package dev.fairlead.aws;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the ports' things are on AWS. Region and credentials are the SDK's business: its default
 * chains find them.
 *
 * @param environment name of the environment; environments share nothing
 * @param tablePrefix a table's physical name is this and its logical name
 * @param queuePrefix a queue's physical name is this and its logical name
 * @param bucket where blobs are
 * @param dynamoDbEndpoint another address than AWS's, for an emulator; likewise the next four
 * @param beforeSnapshot whether Lambda takes a snapshot of the function once it has started, to
 *     make copies from it (SnapStart)
 */
public record AwsSettings(
    String environment,
    String tablePrefix,
    String queuePrefix,
    String bucket,
    Optional<URI> dynamoDbEndpoint,
    Optional<URI> sqsEndpoint,
    Optional<URI> s3Endpoint,
    Optional<URI> ssmEndpoint,
    Optional<URI> cloudFormationEndpoint,
    boolean beforeSnapshot) {

  /** What Lambda says about the start of a function. */
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

  private static final String SNAP_START = "snap-start";

  private static final Pattern TABLE_PREFIX = Pattern.compile("[A-Za-z0-9_.-]{3,200}");
  private static final Pattern QUEUE_PREFIX = Pattern.compile("[A-Za-z0-9_-]{0,40}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /**
   * Reads every {@link Setting} of the functions.
   *
   * @throws IllegalArgumentException naming every variable that is missing or malformed
   */
  public static AwsSettings fromEnvironment() {
    return from(System.getenv());
  }

  static AwsSettings from(Map<String, String> variables) {
    var reader = new Reader(variables, new ArrayList<>());
    String environment =
        reader.matching(Setting.ENVIRONMENT, Optional.empty(), EnvironmentName.FORM);
    Optional<String> prefix =
        Optional.of(
            EnvironmentName.isValid(environment)
                ? new EnvironmentName(environment).naming("")
                : "");
    var settings =
        new AwsSettings(
            environment,
            reader.matching(Setting.TABLE_PREFIX, prefix, TABLE_PREFIX),
            reader.matching(Setting.QUEUE_PREFIX, prefix, QUEUE_PREFIX),
            reader.matching(Setting.BUCKET, Optional.empty(), BUCKET),
            reader.address(Setting.DYNAMODB_ENDPOINT),
            reader.address(Setting.SQS_ENDPOINT),
            reader.address(Setting.S3_ENDPOINT),
            reader.address(Setting.SSM_ENDPOINT),
            reader.address(Setting.CLOUDFORMATION_ENDPOINT),
            SNAP_START.equals(variables.get(INITIALIZATION_TYPE)));
    if (!reader.problems().isEmpty()) {
      throw new IllegalArgumentException(
          "The settings have problems: " + String.join("; ", reader.problems()));
    }
    return settings;
  }

  /** Reads on after a problem, so that all of them can be told at once. */
  private record Reader(Map<String, String> variables, List<String> problems) {

    String matching(Setting setting, Optional<String> ifUnset, Pattern form) {
      String name = setting.variable();
      String value = variables.getOrDefault(name, "");
      if (value.isEmpty()) {
        if (ifUnset.isEmpty()) {
          problems.add(name + " is not set");
        }
        return ifUnset.orElse("");
      }
      if (!form.matcher(value).matches()) {
        problems.add(name + " is \"" + value + "\" but must match " + form);
      }
      return value;
    }

    Optional<URI> address(Setting setting) {
      String name = setting.variable();
      String value = variables.getOrDefault(name, "");
      if (value.isEmpty()) {
        return Optional.empty();
      }
      try {
        var uri = URI.create(value);
        if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
          return Optional.of(uri);
        }
      } catch (IllegalArgumentException e) {
        // Reported below, like an address that parses but names no host.
      }
      problems.add(name + " is \"" + value + "\" but must be an http or https address");
      return Optional.empty();
    }
  }
}
