package dev.fairlead.reference;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A class as written, and what JUnit and the build make of it.
 *
 * @param path the class, and before it those around it
 * @param file that it is in
 * @param tried whether the build looks for tests in that file
 */
record TestClass(List<ClassTree> path, String file, boolean tried) {
  private static final Set<String> KINDS_OF_TEST =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  TestClass {
    path = List.copyOf(path);
  }

  /** Every tag on this class, its methods and the classes in it. */
  List<Claim> claims() {
    var claims = new ArrayList<Claim>();
    for (String tag : tags(self().getModifiers())) {
      claims.add(new Claim(tag, name(), file, notRun()));
    }
    for (MethodTree method : methods()) {
      for (String tag : tags(method.getModifiers())) {
        claims.add(new Claim(tag, name() + "." + method.getName(), file, notRun(method)));
      }
    }
    for (TestClass inner : inner()) {
      claims.addAll(inner.claims());
    }
    return claims;
  }

  private Optional<String> notRun() {
    return whole()
        .or(() ->
            methods().stream().noneMatch(TestClass::isTest)
                ? Optional.of("has no test")
                : methods().stream()
                    .filter(TestClass::isTest)
                    .flatMap(test -> skipped(test).stream())
                    .findFirst());
  }

  private Optional<String> notRun(MethodTree method) {
    if (!isTest(method)) {
      return Optional.of("is not a test");
    }
    var modifiers = method.getModifiers().getFlags();
    if (modifiers.contains(Modifier.PRIVATE) || modifiers.contains(Modifier.STATIC)) {
      return Optional.of("is private or static");
    }
    return whole().or(() -> skipped(method));
  }

  /** What keeps all tests of this class from being run. */
  private Optional<String> whole() {
    if (!tried) {
      return Optional.of("is in a file that the build looks for no tests in");
    }
    for (ClassTree type : path) {
      boolean isClass = type.getKind() == Tree.Kind.CLASS;
      if (!isClass || type.getModifiers().getFlags().contains(Modifier.ABSTRACT)) {
        return Optional.of("is abstract: who runs it can't be told");
      }
      if (condition(type.getModifiers()).isPresent()) {
        return condition(type.getModifiers());
      }
      boolean outer = type.equals(path.getFirst());
      if (!outer && !annotations(type.getModifiers()).contains("Nested")) {
        return Optional.of("is in a class that is not @Nested");
      }
    }
    return path.stream()
            .flatMap(type -> methods(type).stream())
            .filter(method -> !isTest(method))
            .anyMatch(TestClass::assumes)
        ? Optional.of("may be skipped by an assumption of its class")
        : Optional.empty();
  }

  private static Optional<String> skipped(MethodTree method) {
    return condition(method.getModifiers())
        .or(() ->
            assumes(method) ? Optional.of("may be skipped by an assumption") : Optional.empty());
  }

  private static Optional<String> condition(ModifiersTree modifiers) {
    return annotations(modifiers).stream()
        .filter(name -> name.startsWith("Disabled") || name.startsWith("Enabled"))
        .map(name -> "is @" + name)
        .findFirst();
  }

  /** Whether it calls what skips a test that has begun. */
  private static boolean assumes(MethodTree method) {
    var calls = new ArrayList<String>();
    new TreeScanner<@Nullable Void, List<String>>() {
      @Override
      public @Nullable Void visitMethodInvocation(MethodInvocationTree call, List<String> found) {
        found.add(simpleName(call.getMethodSelect()));
        return super.visitMethodInvocation(call, found);
      }
    }.scan(method, calls);
    return calls.stream().anyMatch(call -> call.matches("assume[A-Z].*|assumingThat|abort"));
  }

  private static boolean isTest(MethodTree method) {
    return annotations(method.getModifiers()).stream().anyMatch(KINDS_OF_TEST::contains);
  }

  /** What the tags say; one that is not written out says nothing that is a row. */
  private static List<String> tags(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .filter(each -> Set.of("Tag", "Tags").contains(simpleName(each.getAnnotationType())))
        .map(TestClass::text)
        .toList();
  }

  private static String text(AnnotationTree annotation) {
    var argument = annotation.getArguments().getFirst();
    var value = argument instanceof AssignmentTree set ? set.getExpression() : argument;
    return value instanceof LiteralTree literal
        ? String.valueOf(literal.getValue())
        : annotation.toString();
  }

  private static Set<String> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .map(each -> simpleName(each.getAnnotationType()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String simpleName(Tree name) {
    return name.toString().replaceFirst(".*\\.", "");
  }

  private ClassTree self() {
    return path.getLast();
  }

  private String name() {
    return path.stream()
        .map(type -> type.getSimpleName().toString())
        .collect(Collectors.joining("."));
  }

  private List<MethodTree> methods() {
    return methods(self());
  }

  private static List<MethodTree> methods(ClassTree type) {
    return type.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .toList();
  }

  private List<TestClass> inner() {
    return self().getMembers().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .map(type ->
            new TestClass(Stream.concat(path.stream(), Stream.of(type)).toList(), file, tried))
        .toList();
  }
}
