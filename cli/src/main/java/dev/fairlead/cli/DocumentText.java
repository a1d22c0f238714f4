package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.TextFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An agenda document as its author wrote it. It goes to the server byte by byte unless an option
 * changes it; problems are always shown where they stand in what was written.
 */
final class DocumentText {
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of 5 MiB would cost
  private record Content(TextFormat format, byte[] bytes) {}

  private final String file;
  private final Content written;
  private final Content sent;

  /**
   * A document.
   *
   * @param file what its problems are shown under
   */
  DocumentText(String file, byte[] bytes) {
    this(file, new Content(format(file, bytes), bytes), new Content(format(file, bytes), bytes));
  }

  private DocumentText(String file, Content written, Content sent) {
    this.file = file;
    this.written = written;
    this.sent = sent;
  }

  String file() {
    return file;
  }

  boolean isYaml() {
    return written.format() == TextFormat.YAML;
  }

  /** Another document of the same file. */
  DocumentText part(byte[] bytes) {
    var content = new Content(written.format(), bytes);
    return new DocumentText(file, content, content);
  }

  /** The media type of what is sent. */
  String contentType() {
    return sent.format().mediaType();
  }

  /** What is sent. */
  byte[] bytes() {
    return sent.bytes().clone();
  }

  /**
   * What is sent, as a value.
   *
   * @throws FairleadException with the problem, if it can't be read
   */
  Json parse() {
    return sent.format().parse(sent.bytes());
  }

  /**
   * What is sent, as a value.
   *
   * @throws DocumentRefusal with the problem and its place, if it can't be read
   */
  Json parsed() {
    try {
      return parse();
    } catch (FairleadException malformed) {
      throw refusal(malformed.problems());
    }
  }

  /**
   * What is sent, as something else than an agenda document.
   *
   * @param reading makes it of the value, and notes what is wrong with that
   * @throws DocumentRefusal with every problem and its place
   */
  <T> T read(BiFunction<Json, Findings, T> reading) {
    var findings = new Findings();
    T read = reading.apply(parsed(), findings);
    if (!findings.problems().isEmpty()) {
      throw refusal(findings.problems());
    }
    return read;
  }

  /** What is sent, in the form that equal documents share. */
  byte[] canonical() {
    return JsonText.canonical(parsed());
  }

  /** This document with its {@code timeScale} set. */
  DocumentText withTimeScale(BigDecimal factor) {
    if (parsed() instanceof Json.Obj object) {
      var scaled = JsonText.write(object.with("timeScale", Json.of(factor))).getBytes(UTF_8);
      return new DocumentText(file, written, new Content(TextFormat.JSON, scaled));
    }
    throw refusal(
        List.of(new Problem("", ProblemCode.WRONG_TYPE, "An agenda document is an object.")));
  }

  DocumentRefusal refusal(List<Problem> problems) {
    return new DocumentRefusal(file, placed(problems.stream().map(DocumentProblem::of).toList()));
  }

  /** The problems with where they stand in the file, top to bottom. */
  List<DocumentProblem> placed(List<DocumentProblem> problems) {
    var pointers =
        problems.stream()
            .filter(DocumentProblem::wantsPosition)
            .flatMap(problem -> problem.pointer().stream())
            .distinct()
            .toList();
    var positions = written.format().positions(written.bytes(), pointers);
    return problems.stream()
        .map(problem ->
            problem.wantsPosition()
                ? problem
                    .pointer()
                    .flatMap(pointer -> Optional.ofNullable(positions.get(pointer)))
                    .map(problem::at)
                    .orElse(problem)
                : problem)
        .sorted(DocumentProblem.BY_POSITION)
        .toList();
  }

  private static TextFormat format(String file, byte[] bytes) {
    if (file.endsWith(".json")) {
      return TextFormat.JSON;
    }
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      return TextFormat.YAML;
    }
    for (byte one : bytes) {
      // Any JSON object is YAML too, but the JSON reader is faster and names places better.
      if (!Character.isWhitespace(one)) {
        return one == '{' || one == '[' ? TextFormat.JSON : TextFormat.YAML;
      }
    }
    return TextFormat.YAML;
  }
}
