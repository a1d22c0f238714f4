package dev.fairlead.reference;

import static dev.fairlead.reference.Markdown.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the older systems did, row by row, and the tests that show it here.
 *
 * @param families of rows
 * @param claims tags on tests
 */
record Checklist(List<RowFamily> families, List<Claim> claims) {
  Checklist {
    families = List.copyOf(families);
    claims = List.copyOf(claims);
  }

  /** The checklist of a checkout. */
  static Checklist of(Path checkout) {
    return new Checklist(RowFamily.all(), TaggedTests.in(checkout));
  }

  /** The page, if nothing is wrong with it. */
  Page page() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
    var page =
        Page.markdown(
            "checklist.md",
            "Checklist",
            "What the systems before this one did, row by row, and the tests that show it here.");
    page.paragraph(
        "A row passes by the tests that carry its id as a JUnit tag and together show all it asks"
            + " for. The tags are read from the sources of all modules, and refused on anything but"
            + " a test that the build runs everywhere, with no condition; a test that fails fails"
            + " the build. After the whole build `.ci/rows-ran`, a suite of `.ci/run`, looks up"
            + " each test named here in that build's reports, and fails if one was not run or was"
            + " skipped.");
    page.paragraph(
        "Names of fields and status codes are this system's: what the older one refused with 422 is"
            + " refused with a 4xx that names every problem by path. A part of a row that the"
            + " design has otherwise is quoted behind its tests.");
    page.paragraph("The tests of one row: `./build test -Dgroups=F033 -DfailIfNoTests=false`.");
    page.line("").header("state", "meaning");
    for (Row.State state : Row.State.values()) {
      page.row(word(state), state.meaning());
    }
    page.section("Summary").header("family", "rows", "passing", "superseded", "missing");
    for (RowFamily family : families) {
      page.row(summary(link(family.letter(), "#" + anchor(family)), family.rows()));
    }
    page.row(summary("all", families.stream().flatMap(each -> each.rows().stream()).toList()));
    for (RowFamily family : families) {
      page.section(title(family)).header("row", "what", "state", "shown by, or why not");
      for (Row row : family.rows()) {
        page.row(row.id(), row.title(), word(state(row)), evidence(row));
      }
    }
    return page.page();
  }

  /** What is wrong with the list or the tags. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    var rows = new HashMap<String, Row>();
    for (RowFamily family : families) {
      for (Row row : family.rows()) {
        if (rows.put(row.id(), row) != null) {
          problems.add(row.id() + " is there twice");
        }
        complaint(row, problems);
      }
      var ids = family.rows().stream().map(Row::id).toList();
      var wanted = Stream.iterate(1, n -> n <= family.count(), n -> n + 1).map(family::id).toList();
      if (!ids.equals(wanted)) {
        problems.add(family.letter() + " is not the rows 1 to " + family.count() + " in order");
      }
    }
    var seen = new HashSet<List<String>>();
    for (Claim claim : claims) {
      String where = claim.file() + ": " + claim.test();
      if (!rows.containsKey(claim.tag())) {
        problems.add(where + " is tagged " + claim.tag() + ", which is no row");
      }
      if (!seen.add(List.of(claim.tag(), claim.file(), claim.test()))) {
        problems.add(where + " is tagged " + claim.tag() + " twice");
      }
      claim
          .notRun()
          .ifPresent(why -> problems.add(where + " is tagged " + claim.tag() + " and " + why));
    }
    return problems;
  }

  private void complaint(Row row, List<String> problems) {
    boolean tested = !tests(row).isEmpty();
    boolean superseded = row.superseded().isPresent();
    boolean lacking = row.lacking().isPresent();
    if (!tested && !superseded && !lacking) {
      problems.add(
          row.id() + " has no test, and neither says what supersedes it nor what it lacks");
    }
    if (superseded && (tested || lacking)) {
      problems.add(row.id() + " is superseded and " + (tested ? "tested" : "lacking something"));
    }
    if (!tested && row.differs().isPresent()) {
      problems.add(row.id() + " differs, and has no test");
    }
    if (tested && lacking) {
      problems.add(row.id() + " is tested, and said to lack: " + row.lacking().orElseThrow());
    }
  }

  private Row.State state(Row row) {
    if (row.superseded().isPresent()) {
      return Row.State.SUPERSEDED;
    }
    return row.lacking().isPresent() ? Row.State.MISSING : Row.State.PASSING;
  }

  private List<Claim> tests(Row row) {
    return claims.stream().filter(claim -> claim.tag().equals(row.id())).toList();
  }

  private String evidence(Row row) {
    return switch (state(row)) {
      case SUPERSEDED -> "“" + row.superseded().orElseThrow() + "”";
      case MISSING -> row.lacking().orElseThrow();
      case PASSING ->
          tests(row).stream()
                  .map(claim -> link(claim.test(), "../../" + claim.file()))
                  .collect(Collectors.joining(", "))
              + row.differs().map(sentence -> "; but “" + sentence + "”").orElse("");
    };
  }

  private List<String> summary(String name, List<Row> rows) {
    Map<Row.State, Long> counts =
        rows.stream().collect(Collectors.groupingBy(this::state, Collectors.counting()));
    return Stream.concat(
            Stream.of(name, String.valueOf(rows.size())),
            Stream.of(Row.State.values())
                .map(state -> String.valueOf(counts.getOrDefault(state, 0L))))
        .toList();
  }

  private static String word(Row.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String title(RowFamily family) {
    return family.letter() + ": " + family.about();
  }

  /** As GitHub makes it: letters, digits, and a dash for every space. */
  private static String anchor(RowFamily family) {
    return title(family).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
