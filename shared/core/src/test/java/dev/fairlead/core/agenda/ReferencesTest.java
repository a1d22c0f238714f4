package dev.fairlead.core.agenda;

import static dev.fairlead.core.agenda.JsonFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairlead.core.agenda.References.Resolved;
import dev.fairlead.core.agenda.References.Unresolvable;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the older system's reference engine, with its flaws mended. */
class ReferencesTest {
  private static final String LISTING =
      """
      {"operations": [
         {"name": "up", "type": "updateAgenda", "payload": {"operations": [
            {"name": "First", "type": "log", "payload": {"message": "@<probe.out::/a>"}},
            {"name": "second", "type": "log", "forEach": {"items": [1], "as": "part"},
             "payload": {"message": "@<first.out> of @<probe.out::/a> @<part> in @<pop.operationName>"}},
            {"name": "third", "type": "updateAgenda", "payload": {"operations": [
               {"name": "fourth", "type": "log", "payload": {"message": "@<second.out>"}}],
               "params": {"by": "@<pop.operationName>"}}}],
            "params": {"by": "@<pop.operationName>"}}},
         {"name": "probe", "type": "log"}]}
      """;

  @Test
  void leavesToListedOperationsWhatOnlyTheyCanResolve() {
    var up = valid(LISTING).operations().getFirst();

    assertThat(up.referenced()).containsExactly("probe");
    var resolved =
        (Resolved)
            References.resolve(
                up,
                (name, _) ->
                    name.equals("probe")
                        ? Optional.of(Json.object().put("a", 7).build())
                        : Optional.empty(),
                Map.of("pop.operationName", Json.of("up")));
    assertThat(resolved.payload())
        .isEqualTo(
            json(
                """
                {"operations": [
                  {"name": "First", "type": "log", "payload": {"message": 7}},
                  {"name": "second", "type": "log", "forEach": {"items": [1], "as": "part"},
                   "payload": {"message": "@<first.out> of 7 @<part> in @<pop.operationName>"}},
                  {"name": "third", "type": "updateAgenda", "payload": {"operations": [
                     {"name": "fourth", "type": "log", "payload": {"message": "@<second.out>"}}],
                     "params": {"by": "@<pop.operationName>"}}}],
                  "params": {"by": "up"}}
                """));
  }

  @Test
  void stillRefusesWhatNeitherTheDocumentNorThePayloadHas() {
    var document = json(LISTING.replace("@<first.out>", "@<frst.out>"));

    assertThat(DocumentRules.check(document, Set.of("log", "updateAgenda")))
        .isInstanceOfSatisfying(
            DocumentRules.Invalid.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(Problem::path)
                    .containsExactly("/operations/0/payload/operations/1/payload/message"));
  }

  private static AgendaDocument valid(String document) {
    return ((DocumentRules.Valid)
            DocumentRules.check(json(document), Set.of("log", "updateAgenda")))
        .document();
  }

  private static final Map<String, Json> OUTPUTS =
      Map.of(
          "probe.1",
          json("{'size':{'width':720,'height':480}}"),
          "analysis.1",
          json("{'operations':[{'id':'encode'},{'id':'package'}]}"),
          "a",
          json("{'n':5,'flag':true,'none':null,'arr':[10,20],'s':'text','':'empty','x/y':1}"),
          "nothing",
          Json.NULL);

  private static final Map<String, Json> TOKENS =
      Map.of(
          "pop.agendaId", Json.of("456-789"),
          "pop.operationName", Json.of("me"),
          "basicString", Json.of("a value"),
          "theNumber", Json.of(42));

  @Test
  @Tag("F036")
  void resolvesAWholePayload() {
    var payload =
        json(
            """
            {'object':{'probe':'@<probe.1.out::/>','width':'@<probe.1.out::/size/width>'},
             'list':['@<analysis.1.out::/operations/1>','@<analysis.1.out::/operations/0>'],
             'other':{'sub':{'child':'@<analysis.1.out::/operations/0/id>'}},
             'string':'@<basicString>','number':'@<theNumber>',
             'composite':'x@<basicString>y','agendaId':'@<pop.agendaId>','plain':[1,true,null]}
            """
                .strip());

    assertThat(resolved(payload))
        .isEqualTo(
            json(
                """
                {'object':{'probe':{'size':{'width':720,'height':480}},'width':720},
                 'list':[{'id':'package'},{'id':'encode'}],
                 'other':{'sub':{'child':'encode'}},
                 'string':'a value','number':42,
                 'composite':'xa valuey','agendaId':'456-789','plain':[1,true,null]}
                """
                    .strip()));
  }

  @ParameterizedTest
  @Tag("F033")
  @Tag("F034")
  @Tag("F038")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          @<a.out::/n>                     | 5
          @<a.out::n>                      | 5
          @<a.out::/arr/1>                 | 20
          @<a.out::arr/1>                  | 20
          @<a.out::/arr>                   | [10,20]
          @<a.out::/flag>                  | true
          @<a.out::/none>                  | null
          @<a.out::/x~1y>                  | 1
          @<probe.1.out>                   | {'size':{'width':720,'height':480}}
          @<probe.1.out::>                 | {'size':{'width':720,'height':480}}
          @<nothing.out>                   | {}
          @<pop.operationName>             | 'me'
          """)
  void keepsTheTypeOfAStringThatIsOneReference(String reference, String want) {
    assertThat(resolved(Json.of(reference))).isEqualTo(json(want));
  }

  @ParameterizedTest
  @Tag("F035")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          @<a.out::/lost?>                 | null
          @<a.out::/lost?xyz>              | 'xyz'
          @<a.out::/lost?7>                | '7'
          @<a.out::/lost?=7>               | 7
          @<a.out::/lost?='7'>             | '7'
          @<a.out::/lost?= [1, {'b':'>'}] >| [1,{'b':'>'}]
          @<a.out::/lost?a > b>            | 'a > b'
          @<a.out::/n?xyz>                 | 5
          @<a.out::/none?xyz>              | null
          @<gone.out?>                     | null
          @<gone.out?xyz>                  | 'xyz'
          @<gone.out::/x?=false>           | false
          @<unknown?xyz>                   | 'xyz'
          """)
  void fallsBackWhenSomethingIsMissing(String reference, String want) {
    assertThat(resolved(Json.of(reference.replace('\'', '"')))).isEqualTo(json(want));
  }

  @ParameterizedTest
  @Tag("F036")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x@<basicString>y                 | xa valuey
          @<a.out::/n>@<a.out::/n>         | 55
          @<a.out::/flag> or @<a.out::/none> | true or null
          ` @<a.out::/n>`                  | ` 5`
          @<a.out::/lost?p>@<a.out::/lost?>q@<gone.out?=1.50> | pnullq1.5
          @<a.out::/lost?='>'>!            | >!
          a @ b < c > d                    | a @ b < c > d
          """)
  void putsScalarsIntoLongerStrings(String text, String want) {
    assertThat(resolved(Json.of(text.replace('\'', '"')))).isEqualTo(Json.of(want));
  }

  @ParameterizedTest
  @Tag("F037")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @<gone.out>                      | unresolved-reference
          @<unknown>                       | unresolved-reference
          @<pop.payload::/x>               | unresolved-reference
          @<a.out::/lost>                  | unresolved-pointer
          @<a.out::/arr/2>                 | unresolved-pointer
          @<a.out::/arr/-1>                | unresolved-pointer
          @<a.out::/n/deeper>              | unresolved-pointer
          x@<a.out>                        | composite-value
          @<a.out::/arr>@<a.out::/n>       | composite-value
          x@<a.out::/lost?=[]>             | composite-value
          @<                               | bad-reference
          @<>                              | bad-reference
          @<::/x>                          | bad-reference
          x@<a.out                         | bad-reference
          @<@<a.out>>                      | bad-reference
          @<a.out?@<a.out>>                | bad-reference
          @<a.out::/~2>                    | bad-reference
          @<a.out::/lost?=nope>            | bad-reference
          @<a.out::/lost?=1 2>             | bad-reference
          @<secret:>                       | bad-reference
          x@<secret:k?none>                | bad-reference
          """)
  void namesWhatCantBeResolved(String text, String code) {
    var payload = Json.object().put("p", Json.array(List.of(Json.of(0), Json.of(text)))).build();

    var outcome = References.resolve(payload, ReferencesTest::output, TOKENS);

    assertThat(outcome).isInstanceOf(Unresolvable.class);
    assertThat(((Unresolvable) outcome).problems())
        .extracting(Problem::path, problem -> problem.code().text())
        .containsExactly(tuple("/p/1", code));
  }

  @Test
  void namesEveryProblemAtOnce() {
    var outcome =
        References.resolve(
            json("{'a':'@<gone.out>','b':'@<a.out::/n>','c/d':['@<a.out::/lost>','x@<a.out>']}"),
            ReferencesTest::output,
            TOKENS);

    assertThat(((Unresolvable) outcome).problems())
        .extracting(Problem::path)
        .containsExactly("/a", "/c~1d/0", "/c~1d/1");
  }

  @Test
  void neverReplacesKeysNorScansWhatItPutIn() {
    OperationOutputs outputs = (_, _) -> Optional.of(Json.of("@<b.out>"));

    assertThat(References.resolve(json("{'@<a.out>':'@<a.out>','c':'-@<a.out>'}"), outputs, TOKENS))
        .isEqualTo(new Resolved(json("{'@<a.out>':'@<b.out>','c':'-@<b.out>'}")));
  }

  @Test
  void resolvesAPayloadThatIsItselfAReference() {
    assertThat(resolved(Json.of("@<a.out::/arr>"))).isEqualTo(json("[10,20]"));
  }

  @Test
  void leavesRoomForSecretsWhereTheDocumentAsksForThemAndNowhereElse() {
    OperationOutputs outputs = (_, _) -> Optional.of(Json.of("@<secret:other>"));

    assertThat(
            References.resolve(
                json("{'a':['@<secret:k>'],'b':'<@<secret:k>@<a.out>@<secret:j>>','c':'@<a.out>'}"),
                outputs,
                TOKENS))
        .isEqualTo(
            new Resolved(
                json("{'a':[''],'b':'<@<secret:other>>','c':'@<secret:other>'}"),
                List.of(
                    use("/a/0", 0, "k"),
                    use("/b", 1, "k"),
                    use("/b", 1 + "@<secret:other>".length(), "j"))));
  }

  @Test
  void findsTheSecretsAPayloadAsksFor() {
    var payload = json("{'a':'@<secret:k> @<secret:j> @<secret:k>','b':[1,'x@<secret:k>y','z']}");

    assertThat(References.secrets(payload, JsonPointer.WHOLE.child("payload")))
        .isEqualTo(
            Map.of(
                pointer("/payload/a"),
                Set.of(new SecretName("j"), new SecretName("k")),
                pointer("/payload/b/1"),
                Set.of(new SecretName("k"))));
  }

  private static SecretUse use(String place, int at, String name) {
    return new SecretUse(pointer(place), at, new SecretName(name));
  }

  private static JsonPointer pointer(String text) {
    return JsonPointer.parse(text).orElseThrow();
  }

  @Test
  void refusesToMakePayloadsTooDeep() {
    var deep = json("[".repeat(99) + "]".repeat(99));

    OperationOutputs outputs = (_, _) -> Optional.of(deep);
    assertThat(References.resolve(json("['@<a.out>']"), outputs, TOKENS))
        .isInstanceOf(Resolved.class);
    assertThat(codes(References.resolve(json("[['@<a.out>']]"), outputs, TOKENS)))
        .containsExactly("too-deep");
  }

  @Test
  void refusesToFillTheMemory() {
    var big = Json.of("x".repeat(1 << 20));
    OperationOutputs outputs = (_, _) -> Optional.of(big);
    var greedy = Json.array(Collections.nCopies(10, Json.of("@<a.out>")));

    assertThat(codes(References.resolve(greedy, outputs, TOKENS))).contains("too-large");
    assertThat(codes(References.resolve(Json.of("@<a.out> ".repeat(10_000)), outputs, TOKENS)))
        .contains("too-large");
  }

  @Test
  void findsTheOperationsAPayloadNames() {
    var payload =
        json(
            "{'x':['@<b.out> and @<a.out::/n?1>','@<B.out?>'],'@<key.out>':'@<pop.agendaId>',"
                + "'odd':'@<a.out.out>@<.out>@<secret:s>@<b.out>'}");

    assertThat(References.dependencies(payload)).containsExactly("b", "a", "B", "a.out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@<a.out>", "@<a.out>@<a.out>", "x@<a.out::/p?q>y", "@<a.out?=[1]> "})
  void losesNothingOfTheString(String text) {
    var joined = new StringBuilder();
    for (var part : Reference.parse(text)) {
      switch (part) {
        case ReferencePart.Text(String plain) -> joined.append(plain);
        case ReferencePart.Bad(String bad, String _) -> joined.append(bad);
        case Reference reference -> joined.append(reference.text());
      }
    }
    assertThat(joined).hasToString(text);
  }

  private static Json resolved(Json payload) {
    var outcome = References.resolve(payload, ReferencesTest::output, TOKENS);
    assertThat(outcome).isInstanceOf(Resolved.class);
    return ((Resolved) outcome).payload();
  }

  private static List<String> codes(References.Resolution outcome) {
    assertThat(outcome).isInstanceOf(Unresolvable.class);
    return ((Unresolvable) outcome)
        .problems().stream().map(p -> p.code().text()).distinct().toList();
  }

  private static Optional<Json> output(String name, JsonPointer at) {
    return Optional.ofNullable(OUTPUTS.get(name));
  }
}
