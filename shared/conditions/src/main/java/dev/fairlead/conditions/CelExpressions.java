package dev.fairlead.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fairlead.core.agenda.ExpressionLanguage;
import dev.fairlead.core.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values by the Common Expression Language, under the limits of conditions. */
public final class CelExpressions implements ExpressionLanguage {
  private final Compiled<Source> compiled = new Compiled<>(CelExpressions::compile);
  private final CelRuntime runtime = BoundedSums.runtime();

  @Override
  public Optional<String> problem(String expression, Set<String> names) {
    try {
      var _ = compiled.of(new Source(expression, names));
      return Optional.empty();
    } catch (CelValidationException refused) {
      return Optional.of(CelLimits.firstLine(refused));
    }
  }

  @Override
  public Outcome evaluate(String expression, Map<String, Json> values) {
    var variables = new HashMap<String, Object>();
    values.forEach((name, value) -> variables.put(name, CelValues.of(value)));
    try {
      var program = runtime.createProgram(compiled.of(new Source(expression, values.keySet())));
      return new Given(CelValues.json(BoundedSums.within(() -> program.eval(variables))));
    } catch (CelValidationException | CelEvaluationException refused) {
      return new Undefined(CelLimits.firstLine(refused));
    } catch (CelValues.NoJsonException none) {
      return new Undefined(String.valueOf(none.getMessage()));
    }
  }

  private record Source(String expression, Set<String> names) {
    Source {
      names = Set.copyOf(names);
    }
  }

  private static CelAbstractSyntaxTree compile(Source source) throws CelValidationException {
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(CelLimits.OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    source.names().forEach(name -> compiler.addVar(name, SimpleType.DYN));
    return compiler.build().compile(source.expression()).getAst();
  }
}
