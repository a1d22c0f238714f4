package dev.fairlead.core.agenda;

import static dev.fairlead.core.agenda.JsonFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.References.Resolved;
import dev.fairlead.core.agenda.References.Unresolvable;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of POP's reference engine, a line or more for each of its rows, with what was broken
 * there mended: the first column names the row.
 */
class ReferenceVectorsTest {
  private static final Map<String, Json> OUTPUTS =
      Map.of(
          "op.1",
          json("{'a':{'b':[7,8]},'yes':true,'no':false,'none':null,'text':'t','n':1.50,'e':''}"),
          "echo",
          json("'@<op.1.out::/n>'"),
          "silent",
          Json.NULL);

  private static final AgendaId AGENDA = new AgendaId("01jbhm3kz8x5t0q2r4s6v8w9ya");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          whole output                   | '@<echo.out>'                      | '@<op.1.out::/n>'
          pointer                        | '@<op.1.out::/a/b/0>'              | 7
          pointer without its slash      | '@<op.1.out::a/b/1>'               | 8
          slash alone is the whole       | '@<echo.out::/>'                   | '@<op.1.out::/n>'
          empty pointer is the whole     | '@<echo.out::>'                    | '@<op.1.out::/n>'
          optional is null               | '@<op.1.out::/lost?>'              | null
          optional text                  | '@<op.1.out::/lost?xyz>'           | 'xyz'
          optional text is never a number| '@<op.1.out::/lost?7>'             | '7'
          typed fallback                 | '@<op.1.out::/lost?=7>'            | 7
          typed fallback of any type     | '@<op.1.out::/lost?=[true,{}]>'    | [true,{}]
          fallback not wanted            | '@<op.1.out::/a/b/0?9>'            | 7
          null is no missing value       | '@<op.1.out::/none?x>'             | null
          token                          | '@<pop.agendaId>'                  | '01jbhm3kz8x5t0q2r4s6v8w9ya'
          token                          | '@<pop.operationName>'             | 'me'
          token                          | '@<pop.customerId>'                | 'acme'
          token keeps its type           | '@<pop.attempt>'                   | 2
          token                          | '@<pop.linkId>'                    | 'episode-12'
          token without a value          | '@<pop.externalId?none>'           | 'none'
          only in a template             | '@<pop.payload::/x>'               | unresolved-reference
          only in a template             | '@<pop.transformRequest::/x>'      | unresolved-reference
          only in a template             | '@<staticParam>'                   | unresolved-reference
          alone: object                  | {'p':'@<op.1.out::/a>'}            | {'p':{'b':[7,8]}}
          alone: array                   | ['@<op.1.out::/a/b>']              | [[7,8]]
          alone: string                  | '@<op.1.out::/text>'               | 't'
          alone: number                  | '@<op.1.out::/n>'                  | 1.5
          alone: null                    | '@<op.1.out::/none>'               | null
          mended: booleans keep type     | ['@<op.1.out::/yes>','@<op.1.out::/no>'] | [true,false]
          in a string: text              | '<@<op.1.out::/text>>'             | '<t>'
          in a string: number            | 'n=@<op.1.out::/a/b/1>'            | 'n=8'
          in a string: boolean           | 'is @<op.1.out::/yes>'             | 'is true'
          in a string: null              | 'is @<op.1.out::/none>'            | 'is null'
          in a string: nothing           | 'x@<op.1.out::/e>y'                | 'xy'
          in a string: object            | 'x@<op.1.out::/a>'                 | composite-value
          in a string: array             | '@<op.1.out::/a/b> '               | composite-value
          unknown name                   | '@<other.out>'                     | unresolved-reference
          mended: fallback for a missing operation | '@<other.out::/x?=0>'    | 0
          mended: the same in a string   | 'x@<other.out?y>z'                 | 'xyz'
          pointer absent, no fallback    | '@<op.1.out::/a/lost>'             | unresolved-pointer
          mended: glued                  | '@<op.1.out::/n>@<op.1.out::/n>'   | '1.51.5'
          mended: glued with fallbacks   | '@<x.out?a>@<op.1.out::/yes>@<y.out?b>' | 'atrueb'
          nested                         | '@<@<op.1.out>>'                   | bad-reference
          mended: root is a reference    | '@<op.1.out::/a>'                  | {'b':[7,8]}
          fallback with > when alone     | '@<op.1.out::/lost?a>b>'           | 'a>b'
          fallback with > in a string    | '-@<op.1.out::/lost?a>b>'          | '-ab>'
          mended: typed with > anywhere  | `'-@<op.1.out::/lost?="a>b">'`     | '-a>b'
          keys are never replaced        | {'@<op.1.out::/n>':1}              | {'@<op.1.out::/n>':1}
          result is not scanned again    | 'x @<echo.out>'                    | 'x @<op.1.out::/n>'
          null output counts as {}       | '@<silent.out>'                    | {}
          null output has no places      | '@<silent.out::/x?=1>'             | 1
          mended: bad pointer is told    | '@<op.1.out::/~7>'                 | bad-reference
          no closing bracket             | 'x @<op.1.out'                     | bad-reference
          """)
  void holds(String row, String payload, String want) {
    // A typed fallback's own quotes stand as they are; the rest is written with single ones.
    var written = payload.contains("=\"") ? inString(payload) : json(payload);
    var outcome = References.resolve(written, ReferenceVectorsTest::output, tokens());

    switch (outcome) {
      case Resolved(Json resolved, _) -> assertThat(resolved).as(row).isEqualTo(json(want));
      case Unresolvable(var problems) ->
          assertThat(problems)
              .as(row)
              .extracting(problem -> problem.code().text())
              .containsExactly(want);
    }
  }

  @Test
  void findsTheDependenciesInReferencesAlone() {
    var payload =
        json("{'a':'@<b.out::/x?1> and @<c.out>','@<key.out>':['@<pop.agendaId>','@<d.e.out>']}");

    assertThat(References.dependencies(payload)).isEqualTo(Set.of("b", "c", "d.e"));
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "FAIRLEAD_SAMPLES",
      matches = ".+",
      disabledReason = "FAIRLEAD_SAMPLES names no folder of documents that other systems wrote")
  void agreesWithTheVectorsOfPop() throws IOException {
    var outputs = new HashMap<String, Json>();
    var tokens = new HashMap<String, Json>(Map.of("agendaId", Json.of("456-789")));
    ((Json.Obj) sample("params"))
        .fields()
        .forEach((name, value) -> {
          if (name.endsWith(".out")) {
            outputs.put(name.substring(0, name.length() - ".out".length()), value);
          } else {
            tokens.put(name, value);
          }
        });

    assertThat(
            References.resolve(
                sample("input"), (name, _) -> Optional.ofNullable(outputs.get(name)), tokens))
        .isEqualTo(new Resolved(sample("expected")));
  }

  private static Json sample(String name) throws IOException {
    var text =
        Files.readString(
            Path.of(System.getenv("FAIRLEAD_SAMPLES"), "pop", "references-" + name + ".json"));
    return JsonLiteral.read(text, 0).orElseThrow().value();
  }

  private static Json inString(String payload) {
    return Json.of(payload.substring(1, payload.length() - 1));
  }

  private static Optional<Json> output(String name, JsonPointer at) {
    return Optional.ofNullable(OUTPUTS.get(name));
  }

  private static Map<String, Json> tokens() {
    var document = json("{'linkId':'episode-12','operations':[{'name':'me','type':'log'}]}");
    return switch (DocumentRules.check(document, Set.of("log"))) {
      case DocumentRules.Valid(AgendaDocument valid) ->
          Token.values(
              new OperationKey(new AgendaKey(new CustomerId("acme"), AGENDA), "me"),
              2,
              valid,
              new CorrelationId("call"));
      case DocumentRules.Invalid(var problems) -> throw new AssertionError(problems);
    };
  }
}
