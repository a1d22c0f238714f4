package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.Route;
import dev.fairlead.cli.Style.Tone;
import dev.fairlead.cli.Table.Cell;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submits several documents, in as few calls as will do, and tells what became of each. */
final class BatchSubmit {
  /** What a server takes in one call, with room for what is put around the documents. */
  private static final int MAX_AGENDAS = 100;

  private static final int MAX_BYTES = 5 * 1024 * 1024 - 64 * 1024;

  private final ApiClient api;
  private final Optional<String> key;

  /**
   * A submit.
   *
   * @param key of all; each document goes by it and its place among the documents
   */
  BatchSubmit(ApiClient api, Optional<String> key) {
    this.api = api;
    this.key = key;
  }

  /** What became of a document. */
  record Result(DocumentText document, Json.Obj told) {
    boolean isAccepted() {
      return told.text("id").isPresent();
    }

    int status() {
      return told.whole("status").map(Math::toIntExact).orElse(0);
    }

    /** Why it was refused, where that stands in its file; else what the server says of it all. */
    List<DocumentProblem> reasons() {
      var problems = AgendaView.items(told, "problems").stream().map(DocumentProblem::of).toList();
      return problems.isEmpty() ? List.of(detail()) : document.placed(problems);
    }

    private DocumentProblem detail() {
      return new DocumentProblem(
          "",
          told.text("code").orElse("refused"),
          told.text("detail").orElse("It was refused."),
          Optional.empty(),
          Optional.empty());
    }

    /** As the server told it, and of which file it is. */
    Json.Obj json(int index) {
      return told.with("index", Json.of(index)).with("file", Json.of(document.file()));
    }
  }

  /** The results in the order of the documents. Nothing is sent if one can't even be read. */
  List<Result> submit(List<DocumentText> documents) {
    var items = new ArrayList<Json>();
    for (int i = 0; i < documents.size(); i++) {
      items.add(item(documents.get(i), i));
    }
    var results = new ArrayList<Result>();
    int from = 0;
    while (from < items.size()) {
      int to = end(items, from);
      var answer =
          api.send(
              Route.Agenda.SUBMIT_BATCH,
              Map.of(),
              Json.object().put("agendas", Json.array(items.subList(from, to))).build(),
              Refusal::of);
      var told = AgendaView.items(answer, "items");
      for (int i = 0; i < told.size() && from + i < to; i++) {
        results.add(new Result(documents.get(from + i), told.get(i)));
      }
      from = to;
    }
    return results;
  }

  private Json item(DocumentText document, int index) {
    try {
      return Json.object()
          .put(
              "document",
              document.bytes().length > JsonLimits.MAX_TEXT_BYTES
                  ? Json.object().put("uploadId", api.uploaded(document)).build()
                  : document.parse())
          .putText("idempotencyKey", key.map(text -> text + "/" + index))
          .build();
    } catch (FairleadException malformed) {
      throw document.refusal(malformed.problems());
    }
  }

  private static int end(List<Json> items, int from) {
    int bytes = 0;
    int to = from;
    while (to < items.size() && to - from < MAX_AGENDAS) {
      bytes += JsonText.write(items.get(to)).getBytes(UTF_8).length + 1;
      // The first always goes: if it is too large, the server says so.
      if (to > from && bytes > MAX_BYTES) {
        break;
      }
      to++;
    }
    return to;
  }

  /** The answer for programs. */
  static Json.Obj json(List<Result> results) {
    var items = new ArrayList<Json>();
    for (int i = 0; i < results.size(); i++) {
      items.add(results.get(i).json(i));
    }
    long accepted = results.stream().filter(Result::isAccepted).count();
    return Json.object()
        .put("accepted", accepted)
        .put("refused", results.size() - accepted)
        .put("items", Json.array(items))
        .build();
  }

  /** The answer for people: a table, and below it why what was refused was refused. */
  static List<String> lines(List<Result> results, Screen out, Style style) {
    var table = new Table("AGENDA", "ANSWER", "FILE");
    var problems = new ProblemLines(out, style);
    var below = new ArrayList<String>();
    for (var result : results) {
      table.add(
          Cell.of(result.told().text("id").orElse(style.dash())),
          what(result),
          Cell.of(result.document().file()));
      if (!result.isAccepted()) {
        below.addAll(problems.of(result.document().file(), result.reasons()));
      }
    }
    var lines = new ArrayList<>(table.lines(out.size().get().columns(), style));
    lines.addAll(below);
    long accepted = results.stream().filter(Result::isAccepted).count();
    lines.add(accepted + " of " + results.size() + " agendas accepted.");
    return lines;
  }

  private static Cell what(Result result) {
    if (result.isAccepted()) {
      return Cell.of(result.status() == 200 ? "accepted before" : "accepted", Tone.GOOD);
    }
    return Cell.of("refused", Tone.BAD);
  }

  /** The worst of what became of them. */
  static ExitCode exitCode(List<Result> results) {
    return results.stream()
        .filter(result -> !result.isAccepted())
        .map(result -> Refusal.exitCode(result.status()))
        .max(Enum::compareTo)
        .orElse(ExitCode.SUCCEEDED);
  }
}
