package dev.fairlead.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fairlead.core.agenda.Condition;
import dev.fairlead.core.agenda.ConditionLanguage;
import java.util.HashMap;
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

  private final Compiled<Condition> compiled = new Compiled<>(CelConditions::compile);
  private final CelRuntime runtime = BoundedSums.runtime();

  @Override
  public Optional<String> problem(Condition condition) {
    try {
      CelType type = compiled.of(condition).getResultType();
      return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN)
          ? Optional.empty()
          : Optional.of("It is of type " + type.name() + ", not true or false.");
    } catch (CelValidationException refused) {
      return Optional.of(CelLimits.firstLine(refused));
    }
  }

  @Override
  public Verdict decide(Condition condition, Map<String, Subject> subjects) {
    try {
      var program = runtime.createProgram(compiled.of(condition));
      Object value = BoundedSums.within(() -> program.eval(variables(subjects)));
      return value instanceof Boolean holds
          ? new Decided(holds)
          : new Undecidable("It is neither true nor false.");
    } catch (CelValidationException | CelEvaluationException refused) {
      return new Undecidable(CelLimits.firstLine(refused));
    }
  }

  private static CelAbstractSyntaxTree compile(Condition condition) throws CelValidationException {
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(CelLimits.OPTIONS)
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
      subject.out().ifPresent(out -> fields.put("out", CelValues.of(out)));
      subject.outcome().ifPresent(outcome -> fields.put("outcome", outcome));
      all.put(name, fields);
    });
    var variables = new HashMap<String, Object>(all);
    variables.put(ALL, all);
    return variables;
  }
}
