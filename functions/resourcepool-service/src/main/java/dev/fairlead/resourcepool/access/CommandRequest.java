package dev.fairlead.resourcepool.access;

import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.WorkingDirectory;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/** Reads what somebody wants run, or put into a file. */
final class CommandRequest {
  /** A command may take so long: 13 s are left of a call's 28 to connect, to end it and answer. */
  static final Duration LONGEST = Duration.ofSeconds(15);

  private static final JsonPointer AT = JsonPointer.WHOLE;
  private static final List<String> FIELDS =
      List.of("command", "environment", "input", "directory", "timeLimit");
  private static final List<String> FILE_FIELDS = List.of("content");
  private static final int MAX_PATH = 1024;

  private CommandRequest() {}

  /**
   * Reads a command.
   *
   * @throws FairleadException with every problem
   */
  static Command read(Json body) {
    var findings = new Findings();
    var given = object(body, FIELDS, findings);
    var arguments = arguments(given, findings);
    var environment = new TreeMap<String, String>();
    findings
        .object(given, AT, "environment")
        .ifPresent(said ->
            said.fields()
                .keySet()
                .forEach(name ->
                    findings
                        .text(said, AT.child("environment"), name, Command.MAX_BYTES)
                        .ifPresent(value -> environment.put(name, value))));
    byte[] input = bytes(given, "input", Command.MAX_INPUT, findings);
    var directory = findings.text(given, AT, "directory", MAX_PATH);
    var limit =
        findings.duration(given, AT, "timeLimit", Duration.ofMillis(1), LONGEST).orElse(LONGEST);
    refuse(findings);
    try {
      var command = Command.of(arguments).with(environment).reading(input).within(limit);
      return directory
          .map(path -> command.in(WorkingDirectory.OF_LEASE.push(path)))
          .orElse(command);
    } catch (IllegalArgumentException unfit) {
      findings.add(AT, ProblemCode.OUT_OF_RANGE, "It can't be run: " + unfit.getMessage() + ".");
      refuse(findings);
      throw unfit;
    }
  }

  /**
   * Reads a file's content.
   *
   * @throws FairleadException with every problem
   */
  static byte[] content(Json body, int most) {
    var findings = new Findings();
    var given = object(body, FILE_FIELDS, findings);
    if (findings.present(given, "content").isEmpty()) {
      findings.add(AT.child("content"), ProblemCode.MISSING_FIELD, "The field content is missing.");
    }
    byte[] bytes = bytes(given, "content", most, findings);
    refuse(findings);
    return bytes;
  }

  private static Json.Obj object(Json body, List<String> fields, Findings findings) {
    var given = body instanceof Json.Obj object ? object : Json.EMPTY;
    if (!(body instanceof Json.Obj)) {
      findings.add(AT, ProblemCode.WRONG_TYPE, "The body should be an object.");
    }
    findings.onlyFields(given, AT, fields);
    return given;
  }

  private static List<String> arguments(Json.Obj given, Findings findings) {
    var arguments = new ArrayList<String>();
    var place = AT.child("command");
    switch (findings.present(given, "command").orElse(Json.NULL)) {
      case Json.Null() ->
          findings.add(
              place, ProblemCode.MISSING_FIELD, "The field command says which program to run.");
      case Json.Arr(List<Json> items) when !items.isEmpty() -> {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof Json.Str(String text)) {
            arguments.add(text);
          } else {
            findings.wrongType(place.child(i), "command", "a list of strings");
          }
        }
      }
      case Json _ -> findings.wrongType(place, "command", "a list of a program and its arguments");
    }
    return arguments;
  }

  private static byte[] bytes(Json.Obj given, String name, int most, Findings findings) {
    // Four characters for three bytes.
    var text = findings.text(given, AT, name, (most + 2) / 3 * 4);
    try {
      byte[] bytes = text.map(Base64.getDecoder()::decode).orElseGet(() -> new byte[0]);
      if (bytes.length <= most) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Said below.
    }
    findings.add(
        AT.child(name),
        ProblemCode.NOT_BASE64,
        "The field " + name + " is Base64 of at most " + most + " bytes.");
    return new byte[0];
  }

  private static void refuse(Findings findings) {
    if (!findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The request has problems.", findings.problems());
    }
  }
}
