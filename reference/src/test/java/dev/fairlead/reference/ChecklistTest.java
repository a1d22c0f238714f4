package dev.fairlead.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tag counts where the build runs the test that has it, and every row has exactly one state. */
class ChecklistTest {
  private static final String TEST = "shared/core/src/test/java/CycleTest.java";

  @TempDir private Path checkout;

  @BeforeEach
  void nameTheModules() throws IOException {
    write("pom.xml", "<project><modules><module>shared/core</module></modules></project>");
  }

  @Test
  void linksARowToItsTestsAndCounts() throws IOException {
    write(
        TEST,
        """
        @Tag("S2")
        class CycleTest {
          @Test @Tag("S1") void findsOne() {}
          @ParameterizedTest @Tag("S1") @Tag("S2") void findsMany(int count) {}
          @Nested class Far { @Test @Tag("S1") void findsOneFarAway() {} }
          @Test void another() { assumption(); }
        }
        """);

    assertThat(
            checklist(
                    "S1: { title: Cycles, differs: They may be. }", "S2: { title: Loops | knots }")
                .page()
                .text())
        .contains("| [S](#s-things) | 2 | 2 | 0 | 0 |")
        .contains(
            "| S1 | Cycles | passing | [CycleTest.findsOne](../../"
                + TEST
                + "), [CycleTest.findsMany](../../"
                + TEST
                + "), [CycleTest.Far.findsOneFarAway](../../"
                + TEST
                + "); but “They may be.” |")
        .contains("| S2 | Loops \\| knots | passing | [CycleTest](../../" + TEST + "), ");
  }

  @Test
  void saysWhyARowHasNoTest() {
    assertThat(
            checklist(
                    "S1: { title: One, superseded: It is two. }",
                    "S2: { title: Two, lacking: A third. }")
                .page()
                .text())
        .contains("| all | 2 | 0 | 1 | 1 |")
        .contains("| S1 | One | superseded | “It is two.” |")
        .contains("| S2 | Two | missing | A third. |");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Test @Tag("S3") void t() {}                     | is tagged S3, which is no row
          @Test @Tag(ROW) void t() {}                      | is tagged @Tag(ROW), which is no row
          @Test @Tags(@Tag("S1")) void t() {}              | which is no row
          @Test @Tag("S1") @Tag("S1") void t() {}          | is tagged S1 twice
          @Tag("S1") void t() {}                           | is not a test
          @BeforeEach @Tag("S1") void t() {}               | is not a test
          @Test @Tag("S1") private void t() {}             | is private or static
          @Test @Tag("S1") static void t() {}              | is private or static
          @Test @Disabled @Tag("S1") void t() {}           | is @Disabled
          @Test @EnabledOnOs(LINUX) @Tag("S1") void t() {} | is @EnabledOnOs
          @Test @Tag("S1") void t() { assumeTrue(false); } | may be skipped by an assumption
          @Test @Tag("S1") void t() { run(() -> Assumptions.abort()); }      | by an assumption
          @BeforeEach void b() { assumeThat(1); } @Test @Tag("S1") void t() {} | by an assumption
          class Inner { @Test @Tag("S1") void t() {} }     | is in a class that is not @Nested
          @Nested @Disabled class Inner { @Test @Tag("S1") void t() {} }     | is @Disabled
          @Nested @Tag("S1") class Inner { void t() {} }   | has no test
          @Nested @Tag("S1") class Inner { @Disabled @Test void t() {} }     | is @Disabled
          @Tag("S1") @interface Row {}                     | is abstract
          """)
  void refusesATagOnWhatIsNoTestOfEveryBuild(String members, String problem) throws IOException {
    write(TEST, "class CycleTest { " + members + " }");

    assertThat(problems("S1: { title: One }", "S2: { title: Two, lacking: All. }"))
        .anySatisfy(told -> assertThat(told).startsWith(TEST).contains(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "shared/core/src/test/java/Cycles.java",
    "shared/core/src/emulators/java/CycleTest.java",
    "shared/testkit/src/test/java/CycleTest.java",
    "CycleTest.java"
  })
  void refusesATagWhereTheBuildLooksForNoTests(String file) throws IOException {
    write(file, "class CycleTest { @Test @Tag(\"S1\") void t() {} }");

    assertThat(problems("S1: { title: One }", "S2: { title: Two, lacking: All. }"))
        .containsExactly(
            file
                + ": CycleTest.t is tagged S1 and is in a file that the build looks for no tests"
                + " in");
  }

  @Test
  void refusesATagOnAnAbstractClassAndOnADisabledOne() throws IOException {
    write(TEST, "@Disabled class CycleTest { @Test @Tag(\"S1\") void t() {} }");
    write(
        "shared/core/src/test/java/OtherTest.java",
        "abstract class OtherTest { @Test @Tag(\"S1\") void t() {} }");

    assertThat(problems("S1: { title: One }", "S2: { title: Two, lacking: All. }"))
        .hasSize(2)
        .anySatisfy(told -> assertThat(told).contains("is @Disabled"))
        .anySatisfy(told -> assertThat(told).contains("is abstract"));
  }

  @Test
  void looksIntoNoFolderThatIsMade() throws IOException {
    for (String folder : List.of("target/", "infra/node_modules/", ".hidden/")) {
      write(folder + TEST, "class CycleTest { @Test @Tag(\"S3\") void t() {} }");
    }

    assertThat(problems("S1: { title: A, lacking: B. }", "S2: { title: A, lacking: B. }"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: A                                     | S1 has no test, and neither
          title: A, superseded: B., lacking: C.        | S1 is superseded and lacking something
          title: A, lacking: B., differs: C.           | S1 differs, and has no test
          """)
  void refusesARowThatHasNotExactlyOneState(String row, String problem) {
    assertThat(problems("S1: { " + row + " }", "S2: { title: Two, lacking: All. }"))
        .singleElement()
        .asString()
        .startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource({"superseded, S1 is superseded and tested", "lacking, S1 is tested, and said to lack"})
  void refusesATestOfARowThatIsSaidToHaveNone(String field, String problem) throws IOException {
    write(TEST, "class CycleTest { @Test @Tag(\"S1\") void t() {} }");

    assertThat(problems("S1: { title: A, " + field + ": B. }", "S2: { title: A, lacking: B. }"))
        .singleElement()
        .asString()
        .startsWith(problem);
  }

  @Test
  void refusesRowsThatAreAbsentOrOutOfOrder() {
    String one = "S1: { title: A, lacking: B. }";
    String two = "S2: { title: A, lacking: B. }";

    assertThat(problems(one)).containsExactly("S is not the rows 1 to 2 in order");
    assertThat(problems(two, one)).containsExactly("S is not the rows 1 to 2 in order");
    assertThat(problems(one, two, "S3: { title: A, lacking: B. }"))
        .containsExactly("S is not the rows 1 to 2 in order");
    assertThatThrownBy(() -> problems(one, one)).hasMessageContaining("S1");
  }

  @Test
  void refusesAFieldItDoesNotKnow() {
    assertThatThrownBy(() -> problems("S1: { title: A, laking: B. }"))
        .hasMessageContaining("S1 has other fields");
  }

  @Test
  void makesNoPageOfAListWithAProblem() {
    assertThatThrownBy(() -> checklist("S1: { title: A }").page())
        .hasMessageContaining("S1 has no test")
        .hasMessageContaining("S is not the rows");
  }

  @Test
  void numbersTheRowsOfFWithThreeDigits() {
    assertThat(RowFamily.all())
        .extracting(RowFamily::letter)
        .containsExactly("F", "D", "S", "H", "G");
    assertThat(RowFamily.all()).extracting(RowFamily::count).containsExactly(120, 32, 22, 24, 23);
    assertThat(RowFamily.all().getFirst().id(7)).isEqualTo("F007");
    assertThat(RowFamily.all().getLast().id(7)).isEqualTo("G7");
  }

  private List<String> problems(String... rows) {
    return checklist(rows).problems();
  }

  private Checklist checklist(String... rows) {
    String yaml = "S:\n  about: things\n  count: 2\n  rows:\n    " + String.join("\n    ", rows);
    return new Checklist(RowFamily.read(yaml), TaggedTests.in(checkout));
  }

  private void write(String file, String text) throws IOException {
    Path path = checkout.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
