package dev.fairlead.reference;

import static dev.fairlead.reference.Markdown.link;

import dev.fairlead.catalog.Body;
import dev.fairlead.wire.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole reference. The same declarations give the same text. */
public final class Reference {
  private Reference() {}

  /**
   * Every file of {@code docs/reference}, the index first.
   *
   * @param checkout whose tests are looked through for the rows of the checklist
   */
  public static List<Page> pages(Path checkout) {
    List<Page> pages =
        Stream.of(
                ApiPages.all(),
                List.of(openApi(), agendaSchema()),
                RunPages.all(),
                DeploymentPages.all(),
                List.of(Checklist.of(checkout).page()))
            .flatMap(List::stream)
            .toList();
    var all = new ArrayList<Page>();
    all.add(index(pages));
    all.addAll(pages);
    return List.copyOf(all);
  }

  private static Page openApi() {
    return new Page(
        "openapi.json",
        "The HTTPS API as OpenAPI 3.1, with a schema of every body.",
        JsonText.writePretty(OpenApi.document()) + "\n");
  }

  private static Page agendaSchema() {
    return new Page(
        "agenda.schema.json",
        "The JSON Schema (2020-12) of agenda documents, for editors and programs.",
        JsonText.writePretty(JsonText.parse(Body.AGENDA_DOCUMENT.schema())) + "\n");
  }

  private static Page index(List<Page> pages) {
    var index =
        Page.markdown(
            "README.md",
            "Reference",
            "What this release declares. Nothing here is written by hand: the pages are made from"
                + " `shared/catalog` and `shared/core`, the checklist from the tests.");
    index.line("").header("page", "what is in it");
    for (Page page : pages) {
      index.row(link(page.name(), page.name()), page.about());
    }
    return index
        .paragraph(
            "A test of the module `reference` fails when a page is not current; this writes them"
                + " anew:")
        .line("")
        .line("```sh")
        .line("./build test -pl reference -am -Dtest=ReferenceIsCurrentTest -Dreference.write")
        .line("```")
        .page();
  }
}
