package dev.fairlead.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Stacks as CloudFormation documents them, by its query protocol, in memory: what is asked for is
 * under way until {@link #finish}, and meanwhile nothing else can be asked of the stack.
 */
final class FakeCloudFormation implements AutoCloseable {
  /** A stack that was asked for. */
  static final class FakeStack {
    final Map<String, String> tags = new TreeMap<>();
    Map<String, String> parameters = Map.of();
    Map<String, String> before = Map.of();
    String template = "";
    String status = "";
  }

  private final Map<String, FakeStack> stacks = new TreeMap<>();
  private final List<String> actions = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakeCloudFormation() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The stack of that name. */
  synchronized FakeStack stack(String name) {
    return Optional.ofNullable(stacks.get(name)).orElseThrow();
  }

  synchronized List<String> names() {
    return List.copyOf(stacks.keySet());
  }

  /** What was asked for, without looks. */
  synchronized List<String> actions() {
    return List.copyOf(actions);
  }

  /** Everything that is under way succeeds. */
  synchronized void finish() {
    stacks.values().removeIf(stack -> stack.status.equals("DELETE_IN_PROGRESS"));
    stacks
        .values()
        .forEach(stack -> stack.status = stack.status.replace("IN_PROGRESS", "COMPLETE"));
  }

  /** Everything that is under way fails and is taken back. */
  synchronized void fail() {
    for (FakeStack stack : stacks.values()) {
      switch (stack.status) {
        case "CREATE_IN_PROGRESS" -> stack.status = "ROLLBACK_COMPLETE";
        case "DELETE_IN_PROGRESS" -> stack.status = "DELETE_FAILED";
        case "UPDATE_IN_PROGRESS" -> {
          stack.status = "UPDATE_ROLLBACK_COMPLETE";
          stack.parameters = stack.before;
        }
        case String _ -> {}
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private synchronized void serve(HttpExchange call) throws IOException {
    try (call) {
      Map<String, String> request = form(new String(call.getRequestBody().readAllBytes(), UTF_8));
      String action = request.getOrDefault("Action", "");
      String name = request.getOrDefault("StackName", "");
      if (!action.equals("DescribeStacks")) {
        actions.add(action);
      }
      FakeStack stack = stacks.get(name);
      switch (action) {
        case "DescribeStacks" -> {
          if (stack == null) {
            refuse(call, "ValidationError", "Stack with id " + name + " does not exist");
          } else {
            answer(call, action, described(name, stack));
          }
        }
        case "CreateStack" -> create(call, name, request);
        case "UpdateStack" -> update(call, name, request);
        case "DeleteStack" -> {
          if (stack != null) {
            stack.status = "DELETE_IN_PROGRESS";
          }
          answer(call, action, "");
        }
        case String other -> refuse(call, "InvalidAction", other);
      }
    }
  }

  private void create(HttpExchange call, String name, Map<String, String> request)
      throws IOException {
    if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
      refuse(call, "ValidationError", "stackName failed to satisfy constraint");
    } else if (stacks.containsKey(name)) {
      refuse(call, "AlreadyExistsException", "Stack [" + name + "] already exists");
    } else {
      var stack = new FakeStack();
      stack.parameters = members(request, "Parameters.member.", "ParameterKey", "ParameterValue");
      stack.tags.putAll(members(request, "Tags.member.", "Key", "Value"));
      stack.template = request.getOrDefault("TemplateBody", "");
      stack.status = "CREATE_IN_PROGRESS";
      stacks.put(name, stack);
      answer(call, "CreateStack", "<StackId>" + name + "</StackId>");
    }
  }

  private void update(HttpExchange call, String name, Map<String, String> request)
      throws IOException {
    FakeStack stack = stacks.get(name);
    var parameters = members(request, "Parameters.member.", "ParameterKey", "ParameterValue");
    if (stack == null || !stack.status.matches("(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE")) {
      refuse(
          call,
          "ValidationError",
          "Stack:"
              + name
              + " is in "
              + (stack == null ? "NO" : stack.status)
              + " state and can not"
              + " be updated.");
    } else if (parameters.equals(stack.parameters)
        && stack.template.equals(request.get("TemplateBody"))) {
      refuse(call, "ValidationError", "No updates are to be performed.");
    } else {
      stack.before = stack.parameters;
      stack.parameters = parameters;
      stack.status = "UPDATE_IN_PROGRESS";
      answer(call, "UpdateStack", "<StackId>" + name + "</StackId>");
    }
  }

  private static String described(String name, FakeStack stack) {
    String parameters =
        stack.parameters.entrySet().stream()
            .map(each ->
                "<member><ParameterKey>%s</ParameterKey><ParameterValue>%s</ParameterValue></member>"
                    .formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    return """
    <Stacks><member><StackName>%s</StackName><StackId>arn:%s</StackId>\
    <StackStatus>%s</StackStatus><CreationTime>2026-11-23T12:00:00Z</CreationTime>\
    <Parameters>%s</Parameters></member></Stacks>\
    """
        .formatted(name, name, stack.status, parameters);
  }

  private static Map<String, String> form(String body) {
    var form = new HashMap<String, String>();
    for (String pair : body.split("&", -1)) {
      int at = pair.indexOf('=');
      form.put(
          URLDecoder.decode(pair.substring(0, at), UTF_8),
          URLDecoder.decode(pair.substring(at + 1), UTF_8));
    }
    return form;
  }

  private static Map<String, String> members(
      Map<String, String> request, String prefix, String key, String value) {
    var members = new TreeMap<String, String>();
    for (int i = 1; request.containsKey(prefix + i + "." + key); i++) {
      members.put(request.get(prefix + i + "." + key), request.get(prefix + i + "." + value));
    }
    return members;
  }

  private static void answer(HttpExchange call, String action, String result) throws IOException {
    send(
        call,
        200,
        "<%sResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><%sResult>%s</%sResult></%sResponse>"
            .formatted(action, action, result, action, action));
  }

  private static void refuse(HttpExchange call, String code, String message) throws IOException {
    send(
        call,
        400,
        "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
            .formatted(code, message));
  }

  private static void send(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    call.getResponseHeaders().add("Content-Type", "text/xml");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
  }
}
