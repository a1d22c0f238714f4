package dev.fairlead.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * What a rule looks at. The whole tree is one scope; each seeded violation is another, which lays
 * out the same packages below a root of its own.
 *
 * @param root the package that stands for {@code dev.fairlead}
 * @param main what is shipped
 * @param all what is shipped and what tests it
 */
record Scope(String root, JavaClasses main, JavaClasses all) {
  /** The package and all below it, as ArchUnit writes it. */
  String in(String path) {
    return root + "." + path + "..";
  }

  String[] in(String... paths) {
    var identifiers = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      identifiers[i] = in(paths[i]);
    }
    return identifiers;
  }
}
