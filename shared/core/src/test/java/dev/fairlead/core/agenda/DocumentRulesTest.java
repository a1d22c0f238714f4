package dev.fairlead.core.agenda;

import static dev.fairlead.core.agenda.JsonFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairlead.core.agenda.DocumentRules.Invalid;
import dev.fairlead.core.agenda.DocumentRules.Outcome;
import dev.fairlead.core.agenda.DocumentRules.Valid;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRulesTest {
  private static final Set<String> TYPES = Set.of("sample", "shell", "log");

  @Test
  @Tag("F041")
  void acceptsTheOlderSystemsAgendaUnchanged() {
    var document =
        json(
            "{'id':null,'cid':'c1','customerId':'cust-1','title':'demo','linkId':'L1',"
                + "'progressId':'p','jobId':null,'addedTime':1588550400000,'updatedTime':null,"
                + "'agendaInsight':{'resourcePoolId':'pool-1','insightId':'i'},"
                + "'params':{'maximumAttempts':5,'externalId':'http://x/1','anything':[]},"
                + "'operations':[{'id':'01','name':'sample.1','type':'sample','params':null,"
                + "'payload':{'outputs':[{'refs':null}]}},{'id':null,'name':'sample.2','type':'sample','params':{'dependsOn':'SAMPLE.1"
                + " , '},'payload':{'m':'@<sample.1.out::/actionData> @<pop.agendaId>'}},"
                + "{'name':'sample.3','type':'sample','params':{'maximumAttempts':'2'},"
                + "'payload':null}]}");

    var read = valid(document);

    assertThat(read.title()).contains("demo");
    assertThat(read.linkId()).contains("L1");
    assertThat(read.externalId()).contains("http://x/1");
    assertThat(read.priority()).isZero();
    assertThat(read.maximumAttempts()).isEqualTo(5);
    assertThat(read.timeScale()).isEqualTo(1.0);
    assertThat(read.canonical()).isEqualTo(document);
    assertThat(read.operations())
        .extracting(
            OperationSpec::name,
            OperationSpec::dependsOn,
            operation -> operation.retry().maxAttempts())
        .containsExactly(
            tuple("sample.1", List.of(), 1),
            tuple("sample.2", List.of("sample.1"), 1),
            tuple("sample.3", List.of(), 2));
    assertThat(read.operations().getLast().payload()).isEqualTo(Json.EMPTY);
  }

  @Test
  void acceptsNullEverywhereInOptionalFields() {
    assertThat(
            valid(
                json(
                    "{'title':null,'linkId':null,'externalId':null,'priority':null,'timeout':null,"
                        + "'timeScale':null,'onFailure':null,'params':null,'finally':null,"
                        + "'operations':[{'name':'a','type':'log','payload':null,'id':null,"
                        + "'dependsOn':null,'retry':{'maxAttempts':null,'backoff':null},"
                        + "'params':{'dependsOn':null,'agenda.operation.generator':null},"
                        + "'when':null}]}")))
        .isNotNull();
  }

  @Test
  void readsItsOwnForm() {
    var read =
        valid(
            json(
                "{'priority':-10,'timeScale':0.01,'onFailure':'drain','operations':["
                    + "{'name':'a, b','type':'shell'},"
                    + "{'name':'c','type':'shell','dependsOn':['A, B'],'retry':{'maxAttempts':3}},"
                    + "{'name':'d','type':'shell','dependsOn':['a, b','c'],"
                    + "'params':{'dependsOn':'c'}}]}"));

    assertThat(read.priority()).isEqualTo(-10);
    assertThat(read.timeScale()).isEqualTo(0.01);
    assertThat(read.operations().get(1).dependsOn()).containsExactly("a, b");
    assertThat(read.operations().get(1).retry()).isEqualTo(RetryPolicy.attempts(3));
    assertThat(read.operations().get(2).dependsOn()).containsExactly("a, b", "c");
    assertThat(read.operations().get(0).retry()).isEqualTo(RetryPolicy.ONCE);
  }

  @Test
  void readsHowAnOperationBecomesSeveral() {
    var read =
        valid(
            json(
                "{'operations':[{'name':'a','type':'log'},"
                    + "{'name':'b','type':'log','payload':'@<r::/x>','forEach':{'as':'r',"
                    + "'items':'@<a.out::/list>','maxConcurrency':5,'toleratedFailures':'5%'}},"
                    + "{'name':'c','type':'log','params':{'agenda.operation.generator':"
                    + "{'operationsJsonPointer':'/more'}}}]}"));

    assertThat(read.operations().get(1).expansion())
        .isEqualTo(
            new Expansion.ForEach(
                Json.of("@<a.out::/list>"), "r", 5, new Expansion.Tolerance(0, 0.05)));
    assertThat(AgendaGraph.of(read).dependencies("b")).containsExactly("a");
    assertThat(read.operations().get(2).expansion())
        .isEqualTo(
            new Expansion.Generator(JsonPointer.parse("/more").orElseThrow(), Optional.empty()));
  }

  @Test
  void asksOnceAboutEachTypeThatIsNotBuiltIn() {
    var asked = new ArrayList<String>();
    var types = new KnownTypes(TYPES, name -> asked.add(name) && name.equals("encode"), _ -> false);
    var document =
        json(
            "{'operations':[{'name':'a','type':'encode'},{'name':'b','type':'log'},"
                + "{'name':'c','type':'encode'},{'name':'d','type':'lgo'},"
                + "{'name':'e','type':'lgo'},{'name':'f','type':'no type'},"
                + "{'name':'g','type':'agenda','payload':{'operations':["
                + "{'name':'a','type':'encode'}]}}]}");

    var problems = ((Invalid) DocumentRules.check(document, types)).problems();

    assertThat(problems)
        .extracting(Problem::path, Problem::suggestion)
        .containsExactly(
            tuple("/operations/3/type", Optional.of("log")),
            tuple("/operations/4/type", Optional.of("log")),
            tuple("/operations/5/type", Optional.empty()),
            tuple("/operations/6/type", Optional.empty()));
    assertThat(asked).containsExactly("encode", "lgo", "agenda");
  }

  @Test
  void asksInVainOnlySoOften() {
    var asked = new ArrayList<String>();
    var types = new KnownTypes(TYPES, name -> !asked.add(name), _ -> false);
    var operations =
        IntStream.range(0, 500)
            .mapToObj(i -> "{'name':'o%d','type':'t%d'}".formatted(i, i))
            .collect(Collectors.joining(",", "{'operations':[", "]}"));

    var problems = ((Invalid) DocumentRules.check(json(operations), types)).problems();

    assertThat(problems).hasSize(500);
    assertThat(asked).hasSize(KnownTypes.MAX_IN_VAIN);
  }

  @Test
  void checksOperationsThatComeLaterAgainstThoseThatAreThere() {
    var there =
        valid(
                json(
                    "{'operations':[{'name':'a','type':'log','forEach':{'items':[]}}],"
                        + "'finally':[{'name':'z','type':'log'}]}"))
            .operations();

    assertThat(
            grow(
                    "[{'name':'b','type':'log','dependsOn':['A']},{'name':'c','type':'log',"
                        + "'payload':'@<b.out> @<a.out::/total>'}]",
                    there)
                .problems())
        .isEmpty();
    assertThat(
            grow(
                    "[{'name':'A','type':'log'},{'name':'a[3]','type':'log'},"
                        + "{'name':'b','type':'lag'},{'name':'c','type':'log','dependsOn':['d']},"
                        + "{'name':'d','type':'log','dependsOn':['c']},"
                        + "{'name':'e','type':'log','dependsOn':['z','nobody']}]",
                    there)
                .problems())
        .extracting(Problem::path, Problem::code)
        .containsExactly(
            tuple("/0/name", ProblemCode.DUPLICATE_NAME),
            tuple("/1/name", ProblemCode.DUPLICATE_NAME),
            tuple("/2/type", ProblemCode.UNKNOWN_TYPE),
            tuple("/3", ProblemCode.CYCLE),
            tuple("/5", ProblemCode.WAITS_FOR_FINALLY),
            tuple("/5/dependsOn/1", ProblemCode.UNKNOWN_DEPENDENCY));
    assertThat(grow("{}", there).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.WRONG_TYPE);
  }

  private static DocumentRules.Growth grow(String operations, List<OperationSpec> there) {
    return DocumentRules.grow(
        json(operations), there, Phase.MAIN, KnownTypes.of(Set.of("log")), Amounts.of(1, 1, 0, 0));
  }

  @Test
  void readsPoliciesTimesAndWhatComesFinally() {
    var read =
        valid(
            json(
                "{'onFailure':'continue','timeout':'1h30m','operations':[{'name':'a','type':'log',"
                    + "'retry':{'maxAttempts':3,'backoff':'2s','factor':3,'maxBackoff':'1m',"
                    + "'jitter':'full','on':['infrastructure','exit:75']},"
                    + "'timeouts':{'queued':'10m','starting':'5m','heartbeat':'250ms',"
                    + "'running':'0.5d'}}],"
                    + "'finally':[{'name':'z','type':'log','payload':{'message':'@<a.out?none>'}}]}"));

    assertThat(read.onFailure()).isEqualTo(FailurePolicy.CONTINUE);
    assertThat(read.timeout()).contains(Duration.ofMinutes(90));
    var first = read.operations().getFirst();
    assertThat(first.phase()).isEqualTo(Phase.MAIN);
    assertThat(first.retry())
        .isEqualTo(
            new RetryPolicy(
                3,
                new Backoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(1), true),
                Optional.of(Set.of("infrastructure", "exit:75"))));
    assertThat(first.timeouts())
        .isEqualTo(
            new Timeouts(
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ofMinutes(5)),
                Optional.of(Duration.ofMillis(250)),
                Optional.of(Duration.ofHours(12))));
    assertThat(read.operations().getLast().phase()).isEqualTo(Phase.FINALLY);
  }

  @Test
  void readsHowOftenAndWithWhichPausesTheWholeIsTried() {
    var operations = "'operations':[{'name':'a','type':'log'}]}";

    assertThat(valid(json("{" + operations)).maximumAttempts()).isEqualTo(1);
    assertThat(valid(json("{" + operations)).backoff()).isEqualTo(Backoff.OF_AGENDAS);
    var read =
        valid(
            json(
                "{'params':{'maximumAttempts':9},'retry':{'maxAttempts':4,'backoff':'10s',"
                    + "'jitter':'full'},"
                    + operations));
    assertThat(read.maximumAttempts()).isEqualTo(4);
    assertThat(read.backoff())
        .isEqualTo(new Backoff(Duration.ofSeconds(10), 2, Backoff.LONGEST, true));
    assertThat(found(json("{'retry':{'maxAttempts':101,'on':['timeout'],'of':1}," + operations)))
        .containsExactlyInAnyOrder(
            tuple("/retry/maxAttempts", "out-of-range"),
            tuple("/retry/on", "not-supported-yet"),
            tuple("/retry/of", "unknown-field"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null", "'no'"})
  @Tag("F010")
  void isNotToBeRunWhateverDoNotRunSays(String value) {
    var document = "{'params':{'doNotRun':" + value + "},'operations':[{'name':'a','type':'log'}]}";

    assertThat(valid(json(document)).doNotRun()).isTrue();
    assertThat(valid(json(document.replace("doNotRun", "doRun"))).doNotRun()).isFalse();
  }

  @Test
  void readsWhenItShouldBeOver() {
    var operations = "'operations':[{'name':'a','type':'log'}]}";

    assertThat(valid(json("{'deadline':'1d12h'," + operations)).deadline())
        .contains(new Deadline.Within(Duration.ofHours(36)));
    assertThat(valid(json("{'deadline':'2026-03-01T18:00+02:00'," + operations)).deadline())
        .contains(new Deadline.At(Instant.parse("2026-03-01T16:00:00Z")));
    assertThat(found(json("{'deadline':'tomorrow'," + operations)))
        .containsExactly(tuple("/deadline", "wrong-type"));
    assertThat(found(json("{'deadline':'2026-02-30T12:00:00Z'," + operations)))
        .containsExactly(tuple("/deadline", "out-of-range"));
  }

  @Test
  void refusesToWaitForWhatComesFinally() {
    assertThat(
            found(
                json(
                    "{'operations':[{'name':'a','type':'log','dependsOn':['z']}],"
                        + "'finally':[{'name':'z','type':'log'}]}")))
        .containsExactly(tuple("/operations/0", "waits-for-finally"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'title':7                            | /title                  | wrong-type
          'linkId':[]                          | /linkId                 | wrong-type
          'customerId':{}                      | /customerId             | wrong-type
          'priority':'high'                    | /priority               | wrong-type
          'priority':11                        | /priority               | out-of-range
          'priority':-11                       | /priority               | out-of-range
          'priority':0.5                       | /priority               | out-of-range
          'timeScale':true                     | /timeScale              | wrong-type
          'timeScale':0                        | /timeScale              | out-of-range
          'timeScale':-1                       | /timeScale              | out-of-range
          'timeScale':1000.1                   | /timeScale              | out-of-range
          'timeScale':1e-999                   | /timeScale              | out-of-range
          'onFailure':'panic'                  | /onFailure              | unknown-value
          'params':[]                          | /params                 | wrong-type
          'params':{'maximumAttempts':0}       | /params/maximumAttempts | out-of-range
          'params':{'maximumAttempts':'0'}     | /params/maximumAttempts | out-of-range
          'params':{'maximumAttempts':'many'}  | /params/maximumAttempts | wrong-type
          'params':{'externalId':{}}           | /params/externalId      | wrong-type
          'timeout':'2 hours'                  | /timeout                | wrong-type
          'timeout':7200                       | /timeout                | wrong-type
          'timeout':'0s'                       | /timeout                | out-of-range
          'timeout':'367d'                     | /timeout                | out-of-range
          'finally':{}                         | /finally                | wrong-type
          'finally':[{'name':'z','type':'lgo'}] | /finally/0/type        | unknown-type
          'finally':[{'name':'A','type':'log'}] | /finally/0/name        | duplicate-name
          'reserve':{'agendas':2}              | /reserve/agendas        | unknown-field
          'a/b':1                              | /a~1b                   | unknown-field
          """)
  void namesProblemsOfTheAgenda(String fields, String path, String code) {
    assertThat(found(json("{" + fields + ",'operations':[{'name':'a','type':'log'}]}")))
        .containsExactly(tuple(path, code));
  }

  @ParameterizedTest
  @Tag("F003")
  @Tag("F004")
  @Tag("F005")
  @Tag("F006")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'type':'log'                            | /name                   | missing-field
          'name':null,'type':'log'                | /name                   | missing-field
          'name':'','type':'log'                  | /name                   | bad-name
          'name':' b','type':'log'                | /name                   | bad-name
          'name':'b\\u0007','type':'log'          | /name                   | bad-name
          'name':3,'type':'log'                   | /name                   | wrong-type
          'name':'A','type':'log'                 | /name                   | duplicate-name
          'name':'b'                              | /type                   | missing-field
          'name':'b','type':{}                    | /type                   | wrong-type
          'name':'b','type':'lgo!'                | /type                   | unknown-type
          'name':'b','type':'updateAgenda'        | /type                   | unknown-type
          $,'when':true                           | /when                   | wrong-type
          $,'when':'b.out == 1'                   | /when                   | self-dependency
          $,'when':'zzz.out == 1'                 | /when                   | unknown-reference
          $,'forEach':{}                          | /forEach/items          | missing-field
          $,'forEach':{'items':3}                 | /forEach/items          | wrong-type
          $,'forEach':{'items':'no reference'}    | /forEach/items          | wrong-type
          $,'forEach':{'items':'@<b.out>'}        | /forEach/items          | self-dependency
          $,'forEach':{'items':[],'as':'1 2'}     | /forEach/as             | bad-name
          $,'forEach':{'items':[],'maxConcurrency':0} | /forEach/maxConcurrency | out-of-range
          $,'forEach':{'items':[],'toleratedFailures':'101%'} | /forEach/toleratedFailures | wrong-type
          $,'forEach':{'items':[],'toleratedFailures':-1} | /forEach/toleratedFailures | wrong-type
          $,'forEach':{'items':[],'concurrency':1} | /forEach/concurrency   | unknown-field
          $,'forEach':{'items':[]},'params':{'agenda.operation.generator':{}} | /forEach | unknown-value
          $,'timeouts':{'total':'1h'}             | /timeouts/total         | unknown-field
          $,'timeouts':{'running':'1 h'}          | /timeouts/running       | wrong-type
          $,'requests':{'memory':4}               | /requests/memory        | wrong-type
          $,'depends':[]                          | /depends                | unknown-field
          $,'params':'x'                          | /params                 | wrong-type
          $,'params':{'agenda.operation.generator':3} | /params/agenda.operation.generator | wrong-type
          $,'params':{'agenda.operation.generator':{'logOnly':1}} | /params/agenda.operation.generator/logOnly | wrong-type
          $,'params':{'dependsOn':['a']}          | /params/dependsOn       | wrong-type
          $,'params':{'dependsOn':'a,zzz'}        | /params/dependsOn       | unknown-dependency
          $,'params':{'dependsOn':'b'}            | /params/dependsOn       | self-dependency
          $,'params':{'maximumAttempts':101}      | /params/maximumAttempts | out-of-range
          $,'dependsOn':'a'                       | /dependsOn              | wrong-type
          $,'dependsOn':['a',1]                   | /dependsOn/1            | wrong-type
          $,'dependsOn':['a','zzz']               | /dependsOn/1            | unknown-dependency
          $,'dependsOn':['B']                     | /dependsOn/0            | self-dependency
          $,'retry':3                             | /retry                  | wrong-type
          $,'retry':{'maxAttempts':0}             | /retry/maxAttempts      | out-of-range
          $,'retry':{'maxAttempts':'3'}           | /retry/maxAttempts      | wrong-type
          $,'retry':{'backoff':'2'}               | /retry/backoff          | wrong-type
          $,'retry':{'backoff':'2d'}              | /retry/backoff          | out-of-range
          $,'retry':{'factor':0.5}                | /retry/factor           | out-of-range
          $,'retry':{'jitter':'some'}             | /retry/jitter           | unknown-value
          $,'retry':{'on':[]}                     | /retry/on               | wrong-type
          $,'retry':{'on':['exit 75']}            | /retry/on/0             | wrong-type
          $,'retry':{'growMemory':2}              | /retry/growMemory       | contradiction
          $,'retry':{'growMemory':1}              | /retry/growMemory       | out-of-range
          $,'retry':{'growMemory':9}              | /retry/growMemory       | out-of-range
          $,'retry':{'growMemory':'2'}            | /retry/growMemory       | wrong-type
          $,'retry':{'max':3}                     | /retry/max              | unknown-field
          $,'payload':'@<zzz.out>'                | /payload                | unknown-reference
          $,'payload':['@<a>']                    | /payload/0              | unknown-reference
          $,'payload':['@<pop.payload::/x>']      | /payload/0              | unknown-reference
          $,'payload':['@<pop.linkId>']           | /payload/0              | unknown-reference
          $,'payload':['a@<pop.externalId>']      | /payload/0              | unknown-reference
          $,'payload':{'x':'@<b.out>'}            | /payload/x              | self-dependency
          $,'payload':{'x':'@<a.out'}             | /payload/x              | bad-reference
          $,'payload':{'x':'@<a.out?=no>'}        | /payload/x              | bad-reference
          $,'payload':{'x':'@<secret:a b>'}       | /payload/x              | bad-reference
          $,'payload':{'x':'@<secret:key?none>'}  | /payload/x              | bad-reference
          $,'payload':{'x':'@<secret:key::/a>'}   | /payload/x              | bad-reference
          """)
  void namesProblemsOfAnOperation(String fields, String path, String code) {
    var second = "{" + fields.replace("$", "'name':'b','type':'log'") + "}";

    assertThat(found(json("{'operations':[{'name':'a','type':'log'}," + second + "]}")))
        .containsExactly(tuple("/operations/1" + path, code));
  }

  @ParameterizedTest
  @Tag("F002")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                    | ``            | wrong-type
          {}                    | /operations   | missing-field
          {'operations':null}   | /operations   | missing-field
          {'operations':{}}     | /operations   | wrong-type
          {'operations':[]}     | /operations   | no-operations
          {'operations':[7]}    | /operations/0 | wrong-type
          """)
  void namesProblemsOfTheFrame(String document, String path, String code) {
    assertThat(found(json(document))).containsExactly(tuple(path, code));
  }

  @Test
  void boundsNames() {
    assertThat(check(operation("x".repeat(256)))).isInstanceOf(Valid.class);
    assertThat(found(operation("x".repeat(257))))
        .containsExactly(tuple("/operations/0/name", "too-long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.out", "a::b", "what?", "a>b", "@<x>", "a/b", "ünï 😀", "pop.x"})
  void acceptsOddNames(String name) {
    assertThat(check(operation(name))).isInstanceOf(Valid.class);
  }

  @Test
  void lendsTheFallbackToAnOperationThatIsNotThere() {
    var read =
        valid(
            json(
                "{'operations':[{'name':'a','type':'log',"
                    + "'payload':['@<zzz.out?none>','@<pop.payload::/x?=1>','@<static?>']}]}"));

    assertThat(AgendaGraph.of(read).dependencies("a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'operatoins':[]}                                                  | operations
          {'operations':[{'name':'a','type':'Sampel'}]}                      | sample
          {'operations':[{'name':'a','type':'lgo'}]}                         | log
          {'onFailure':'Cancle','operations':[{'name':'a','type':'log'}]}    | cancel
          {'operations':[{'name':'a','type':'log','depends_on':[]}]}         | dependsOn
          {'operations':[{'name':'encode','type':'log'},{'name':'b','type':'log','dependsOn':['encdoe']}]} | encode
          {'operations':[{'name':'Encode','type':'log'},{'name':'b','type':'log','payload':'@<encod.out>'}]} | Encode
          {'operations':[{'name':'encode','type':'log'},{'name':'b','type':'log','payload':'@<encode>'}]} | encode.out
          {'operations':[{'name':'encode','type':'log'},{'name':'b','type':'log','payload':'@<encdoe>'}]} | encode.out
          {'operations':[{'name':'a','type':'log'},{'name':'b','type':'log','payload':'@<a.outt>'}]} | a.out
          {'operations':[{'name':'b','type':'log','payload':'@<pop.agendaID>'}]} | pop.agendaId
          """)
  void guessesWhatWasMeant(String document, String want) {
    assertThat(problems(json(document))).anySatisfy(p -> assertThat(p.suggestion()).contains(want));
  }

  @Test
  void guessesNothingWhenNothingIsNear() {
    assertThat(problems(json("{'operations':[{'name':'a','type':'teleport'}]}")))
        .noneSatisfy(problem -> assertThat(problem.suggestion()).isPresent());
  }

  @Test
  @Tag("F005")
  @Tag("F006")
  void namesACycleOverDependenciesAndReferences() {
    var document =
        json(
            "{'operations':[{'name':'x','type':'log','dependsOn':['a']},"
                + "{'name':'a','type':'log','dependsOn':['B']},"
                + "{'name':'b','type':'log','payload':{'p':['@<c.out>']}},"
                + "{'name':'c','type':'log','params':{'dependsOn':'a'}}]}");

    assertThat(problems(document))
        .containsExactly(
            new Problem(
                "/operations/1",
                ProblemCode.CYCLE,
                "These wait for each other: a -> b -> c -> a."));
  }

  @Test
  void namesEverySeparateCycleOnce() {
    var document =
        json(
            "{'operations':[{'name':'a','type':'log','dependsOn':['b','d']},"
                + "{'name':'b','type':'log','dependsOn':['a']},"
                + "{'name':'c','type':'log','dependsOn':['d']},"
                + "{'name':'d','type':'log','dependsOn':['c']}]}");

    assertThat(problems(document))
        .extracting(Problem::message)
        .containsExactly(
            "These wait for each other: a -> b -> a.", "These wait for each other: c -> d -> c.");
  }

  @Test
  void listsAllProblemsAtOnceByPlace() {
    var document =
        json(
            "{'priority':99,'colour':1,'operations':[{'name':'a','type':'nope','dependsOn':['q']},"
                + "{'name':'A','type':'log','payload':['@<z.out>','@<']}]}");

    assertThat(found(document))
        .containsExactly(
            tuple("/colour", "unknown-field"),
            tuple("/operations/0/dependsOn/0", "unknown-dependency"),
            tuple("/operations/0/type", "unknown-type"),
            tuple("/operations/1/name", "duplicate-name"),
            tuple("/operations/1/payload/0", "unknown-reference"),
            tuple("/operations/1/payload/1", "bad-reference"),
            tuple("/priority", "out-of-range"));
  }

  @Test
  void takesTenThousandOperationsButNoMore() {
    assertThat(check(chain(10_000))).isInstanceOf(Valid.class);
    assertThat(found(chain(10_001))).containsExactly(tuple("/operations", "too-many-operations"));
  }

  @Test
  void namesACycleOfTenThousand() {
    var operations = new ArrayList<>(operationsInAChain(10_000));
    operations.set(0, operations.get(0).with("dependsOn", Json.texts(List.of("op9999"))));

    var problems = problems(Json.object().put("operations", Json.array(operations)).build());

    assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.CYCLE);
    assertThat(problems.getFirst().message())
        .startsWith("These wait for each other: op0 -> op9999 -> op9998 -> ")
        .endsWith(" -> … (10000 in all) -> op0.");
  }

  @Test
  void keepsAnswersToHostileDocumentsSmall() {
    var huge = "k".repeat(1_000_000);
    var bad = Json.texts(Collections.nCopies(5000, "@<" + "n".repeat(300) + ".out>"));
    var operation =
        Json.object()
            .put("name", "a")
            .put("type", huge)
            .put("payload", Json.object().put(huge, bad).build())
            .build();

    var problems =
        problems(Json.object().put("operations", Json.array(List.of(operation))).build());

    assertThat(problems).hasSize(Findings.MAX_PROBLEMS + 1);
    assertThat(problems.getLast().code()).isEqualTo(ProblemCode.MORE_PROBLEMS);
    assertThat(problems)
        .allSatisfy(p -> assertThat(p.path().length() + p.message().length()).isLessThan(2000));
  }

  private static Json chain(int length) {
    return Json.object().put("operations", Json.array(operationsInAChain(length))).build();
  }

  private static List<Json.Obj> operationsInAChain(int length) {
    var operations = new ArrayList<Json.Obj>();
    for (int i = 0; i < length; i++) {
      var operation = Json.object().put("name", "op" + i).put("type", "log").build();
      operations.add(
          i == 0 ? operation : operation.with("dependsOn", Json.texts(List.of("op" + (i - 1)))));
    }
    return operations;
  }

  private static Json operation(String name) {
    var operation = Json.object().put("name", name).put("type", "log").build();
    return Json.object().put("operations", Json.array(List.of(operation))).build();
  }

  private static Outcome check(Json document) {
    return DocumentRules.check(document, TYPES);
  }

  private static AgendaDocument valid(Json document) {
    var outcome = check(document);
    assertThat(outcome).isInstanceOf(Valid.class);
    return ((Valid) outcome).document();
  }

  private static List<Problem> problems(Json document) {
    var outcome = check(document);
    assertThat(outcome).isInstanceOf(Invalid.class);
    return ((Invalid) outcome).problems();
  }

  private static List<Tuple> found(Json document) {
    return problems(document).stream().map(p -> tuple(p.path(), p.code().text())).toList();
  }

  @Test
  void refusesSecretsInWhatMakesOperations() {
    assertThat(
            problemPaths(
                "{'operations':[{'name':'a','type':'log','payload':'@<secret:key>',"
                    + "'forEach':{'items':['@<secret:key>'],'as':'x'}}]}"))
        .containsExactly("/operations/0/forEach/items/0");
    assertThat(
            problemPaths(
                "{'operations':[{'name':'a','type':'log','payload':['@<secret:key>'],"
                    + "'params':{'agenda.operation.generator':{}}}]}"))
        .containsExactly("/operations/0/payload/0");
    assertThat(
            DocumentRules.grow(
                    json("[{'name':'a','type':'log','payload':['@<secret:key>']}]"),
                    List.of(),
                    Phase.MAIN,
                    KnownTypes.of(TYPES),
                    Amounts.NONE)
                .problems())
        .extracting(Problem::path)
        .containsExactly("/0/payload/0");
  }

  private static List<String> problemPaths(String document) {
    return ((Invalid) DocumentRules.check(json(document), TYPES))
        .problems().stream().map(Problem::path).toList();
  }

  @Test
  void knowsWhichTypesMayBeGivenSecrets() {
    var document =
        json(
            "{'operations':[{'name':'a','type':'log','payload':['x','@<secret:key>']},"
                + "{'name':'b','type':'sample','payload':['x','a @<secret:key> b']}]}");

    assertThat(DocumentRules.check(document, TYPES)).isInstanceOf(Valid.class);
    assertThat(
            ((Invalid)
                    DocumentRules.check(document, new KnownTypes(TYPES, Set.of("sample", "other"))))
                .problems())
        .extracting(Problem::path, Problem::code)
        .containsExactly(tuple("/operations/1/payload/1", ProblemCode.NOT_SUPPORTED_YET));
  }
}
