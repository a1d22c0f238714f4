package dev.fairlead.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was compiled lately: making a compiler takes longer than all the rest. */
final class Compiled<K> {
  /** Those that are kept; each is a few times its text, which is at most 4 KB. */
  private static final int RECENT = 256;

  private final Compiler<K> compiler;
  private final Map<K, CelAbstractSyntaxTree> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, CelAbstractSyntaxTree> eldest) {
          return size() > RECENT;
        }
      };

  Compiled(Compiler<K> compiler) {
    this.compiler = compiler;
  }

  /** Makes it. */
  interface Compiler<K> {
    CelAbstractSyntaxTree compile(K source) throws CelValidationException;
  }

  CelAbstractSyntaxTree of(K source) throws CelValidationException {
    CelAbstractSyntaxTree known;
    synchronized (recent) {
      known = recent.get(source);
    }
    if (known != null) {
      return known;
    }
    CelAbstractSyntaxTree compiled = compiler.compile(source);
    synchronized (recent) {
      recent.put(source, compiled);
    }
    return compiled;
  }
}
