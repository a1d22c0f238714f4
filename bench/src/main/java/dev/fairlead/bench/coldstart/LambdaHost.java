package dev.fairlead.bench.coldstart;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How Lambda starts a function: the JVM's flags, the class path, the environment. What is not set
 * here the function does not get, so nothing of the machine's own AWS configuration is seen.
 *
 * @param java the program
 * @param pinning what comes before it on the command line, to keep it on one core; may be empty
 * @param client the runtime client
 * @param aws where all of AWS answers
 * @param directory for what a process writes
 */
record LambdaHost(Path java, List<String> pinning, RuntimeClient client, URI aws, Path directory) {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** Percent of a function's memory that Lambda gives to the heap. */
  private static final int HEAP_PERCENT = 85;

  /** Environment name that the function is told, and so the prefix of its tables and queues. */
  private static final String ENVIRONMENT = "bench";

  LambdaHost {
    pinning = List.copyOf(pinning);
  }

  /** The same on whatever core is free. */
  LambdaHost unpinned() {
    return new LambdaHost(java, List.of(), client, aws, directory);
  }

  /**
   * As Lambda's image starts a function: only the runtime client is on the class path, and loads
   * the function's jars from the folder that it is started in.
   */
  FunctionProcess start(FunctionSpec function, Artifact artifact) {
    return start(function, artifact, List.of(), client.jars());
  }

  /**
   * With the function's jars on the class path: a JVM archives only classes that it loads from
   * there.
   *
   * @param flags further flags for the JVM
   */
  FunctionProcess startFlat(FunctionSpec function, Artifact artifact, String... flags) {
    var classPath = new ArrayList<>(client.jars());
    classPath.addAll(artifact.jars());
    return start(function, artifact, List.of(flags), classPath);
  }

  private FunctionProcess start(
      FunctionSpec function, Artifact artifact, List<String> flags, List<Path> classPath) {
    var command = new ArrayList<>(pinning);
    command.addAll(
        List.of(
            java.toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + function.memoryMegabytes() * HEAP_PERCENT / 100 + "m",
            "--enable-native-access=ALL-UNNAMED",
            "-D" + NATIVE_LIBRARY + "=" + client.nativeLibrary()));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            String.join(":", classPath.stream().map(Path::toString).toList()),
            MAIN,
            function.entryPoint()));
    return FunctionProcess.start(
        command,
        artifact.folder(),
        environment(function, artifact),
        directory.resolve(function.functionName() + ".log"));
  }

  private Map<String, String> environment(FunctionSpec function, Artifact artifact) {
    var variables = new HashMap<String, String>();
    variables.put("_HANDLER", function.entryPoint());
    variables.put("LAMBDA_TASK_ROOT", artifact.folder().toString());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "fairlead-bench-" + function.functionName());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/bench");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/01/[1]bench");
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_DEFAULT_REGION", "eu-west-1");
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    variables.put("AWS_SESSION_TOKEN", "a session that nobody checks");
    variables.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-credentials").toString());
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put(Setting.ENVIRONMENT.variable(), ENVIRONMENT);
    variables.put(Setting.BUCKET.variable(), "fairlead-bench-blobs");
    variables.put(Setting.RETENTION_DAYS.variable(), "90");
    variables.put(Setting.REAPER_DRY_RUN.variable(), "false");
    variables.put(Setting.DYNAMODB_ENDPOINT.variable(), aws.toString());
    variables.put(Setting.SQS_ENDPOINT.variable(), aws.toString());
    variables.put(Setting.S3_ENDPOINT.variable(), aws.toString());
    return variables;
  }
}
