package dev.fairlead.worker;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.WorkMessage;

/** Counts the words, characters (code points) and lines of {@code {"text": …}}. */
public final class WordCount implements Driver {
  @Override
  public String name() {
    return "wordcount";
  }

  @Override
  public Ending run(WorkMessage order, Json payload, Telling telling) {
    if (!(payload instanceof Json.Obj fields) || fields.text("text").isEmpty()) {
      return new Ending.Failed(
          new Diagnostic("payload", "The payload of wordcount is {\"text\": \"…\"}."));
    }
    var text = fields.text("text").get();
    return new Ending.Succeeded(
        Json.object()
            .put("words", text.isBlank() ? 0 : text.strip().split("\\s+", -1).length)
            .put("characters", text.codePointCount(0, text.length()))
            .put("lines", text.lines().count())
            .build());
  }
}
