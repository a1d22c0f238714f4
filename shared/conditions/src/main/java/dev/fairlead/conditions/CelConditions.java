package dev.fairlead.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.fairlead.core.agenda.Condition;
import dev.fairlead.core.agenda.ConditionLanguage;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Conditions in the Common Expression Language: no input or output, no state, always ends. What an
 * operation gave is a value of CEL as JSON becomes one; whole numbers are {@code int}, others
 * {@code double}, and both compare with each other.
 *
 * @see <a href="https://github.com/google/cel-spec">CEL</a>
 */
public final class CelConditions implements ConditionLanguage {
  private static final String ALL = "ops";
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Where the library says that something stands: its line is always the first. */
  private static final Pattern PLACE =
      Pattern.compile("^(?:ERROR: <input>:1|evaluation error at <input>):([0-9]+): ");

  private static final int MAX_MESSAGE = 200;

  /** Nested calls and choices. */
  private static final int MAX_DEPTH = 32;

  /** Compiled conditions that are kept; each is a few times its text, which is at most 4 KB. */
  private static final int RECENT = 256;

  /** Turns of all macros in one evaluation. */
  private static final int MAX_TURNS = 100_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxParseRecursionDepth(MAX_DEPTH)
          .maxExpressionCodePointSize(4096)
          .comprehensionMaxIterations(MAX_TURNS)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final Map<Condition, CelAbstractSyntaxTree> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Condition, CelAbstractSyntaxTree> eldest) {
          return size() > RECENT;
        }
      };

  private final CelRuntime runtime =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  @Override
  public Optional<String> problem(Condition condition) {
    try {
      CelType type = compile(condition).getResultType();
      return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN)
          ? Optional.empty()
          : Optional.of("It is of type " + type.name() + ", not true or false.");
    } catch (CelValidationException refused) {
      return Optional.of(firstLine(refused));
    }
  }

  @Override
  public Verdict decide(Condition condition, Map<String, Subject> subjects) {
    try {
      Object value = runtime.createProgram(compile(condition)).eval(variables(subjects));
      return value instanceof Boolean holds
          ? new Decided(holds)
          : new Undecidable("It is neither true nor false.");
    } catch (CelValidationException | CelEvaluationException refused) {
      return new Undecidable(firstLine(refused));
    }
  }

  /** Making a compiler takes longer than all the rest, so what was compiled lately is kept. */
  private CelAbstractSyntaxTree compile(Condition condition) throws CelValidationException {
    CelAbstractSyntaxTree known;
    synchronized (recent) {
      known = recent.get(condition);
    }
    if (known != null) {
      return known;
    }
    CelAbstractSyntaxTree compiled = compiled(condition);
    synchronized (recent) {
      recent.put(condition, compiled);
    }
    return compiled;
  }

  private static CelAbstractSyntaxTree compiled(Condition condition) throws CelValidationException {
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(ALL, MapType.create(SimpleType.STRING, SimpleType.DYN));
    for (String name : condition.names()) {
      if (IDENTIFIER.matcher(name).matches() && !name.equals(ALL)) {
        compiler.addVar(name, SimpleType.DYN);
      }
    }
    return compiler.build().compile(condition.text()).getAst();
  }

  private static Map<String, Object> variables(Map<String, Subject> subjects) {
    var all = new HashMap<String, Object>();
    subjects.forEach((name, subject) -> {
      var fields = new HashMap<String, Object>();
      subject.out().ifPresent(out -> fields.put("out", value(out)));
      subject.outcome().ifPresent(outcome -> fields.put("outcome", outcome));
      all.put(name, fields);
    });
    var variables = new HashMap<String, Object>(all);
    variables.put(ALL, all);
    return variables;
  }

  private static Object value(Json json) {
    return switch (json) {
      case Json.Obj(Map<String, Json> fields) -> {
        var map = new LinkedHashMap<String, Object>();
        fields.forEach((name, inner) -> map.put(name, value(inner)));
        yield map;
      }
      case Json.Arr(List<Json> items) -> {
        var list = new ArrayList<Object>(items.size());
        items.forEach(item -> list.add(value(item)));
        yield list;
      }
      case Json.Str(String text) -> text;
      case Json.Num number ->
          number.whole().<Object>map(whole -> whole).orElseGet(() -> real(number.value()));
      case Json.Bool(boolean truth) -> truth;
      case Json.Null() -> NullValue.NULL_VALUE;
    };
  }

  private static Object real(BigDecimal value) {
    return value.doubleValue();
  }

  /** The first line says it; the others point at the place. */
  private static String firstLine(Exception refusal) {
    return String.valueOf(refusal.getMessage())
        .lines()
        .findFirst()
        .map(line -> PLACE.matcher(line).replaceFirst("at $1: "))
        .map(line -> line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line)
        .orElse("It is no expression.");
  }
}
