package dev.fairlead.cli;

import java.io.InputStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The agenda document, and what is changed in it on the way. */
final class SourceOptions {
  @Parameters(paramLabel = "FILE", description = "Agenda document, YAML or JSON; - for stdin.")
  private String file = "";

  @Mixin private final TimeScaleOption timeScale = new TimeScaleOption();

  String file() {
    return file;
  }

  DocumentText read(InputStream stdin) {
    timeScale.check();
    return timeScale.applied(DocumentFile.require(file, stdin, DocumentFile.MAX_UPLOAD_BYTES));
  }
}
