package dev.fairlead.wire;

import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What a YAML text breaks, as a sentence. */
final class YamlSyntax {
  private static final List<SyntaxRule> RULES =
      List.of(
          new SyntaxRule("TAB", "YAML is not indented by tabs; use spaces."),
          new SyntaxRule(
              "mapping values are not allowed",
              "No field can start here: put text with a colon in quotes, or check the"
                  + " indentation."),
          new SyntaxRule(
              "sequence entries are not allowed",
              "No list can start here: put its first - on a line of its own."),
          new SyntaxRule(
              "expected <block end>",
              "This does not go on with what is above it: check the indentation, or put text in"
                  + " quotes."),
          new SyntaxRule(
              "expected '<document start>'",
              "This does not go on with what is above it: check the indentation."),
          new SyntaxRule("expected the node content", "A value is missing here."),
          new SyntaxRule("unexpected document separator", "The document ends inside quotes."),
          new SyntaxRule(
              "unknown escape character",
              "This is none of YAML's escapes; in single quotes a backslash is just that."),
          new SyntaxRule("hexadecimal", "Hexadecimal digits should follow this escape."),
          new SyntaxRule("could not find expected ':'", "A colon is missing before this line."));

  private static final Pattern STARTS = Pattern.compile("found character '(.)'");

  private YamlSyntax() {}

  static String sentence(MarkedYamlEngineException malformed) {
    var problem = malformed.getProblem();
    var began = malformed.getContextMark().map(YamlPlaces::position);
    if (began.isPresent()
        && (problem.contains("end of stream") || problem.contains("stream end"))) {
      return "The text ends before what began at line %d, column %d is closed."
          .formatted(began.get().line(), began.get().column());
    }
    if (began.isPresent() && problem.startsWith("expected ','")) {
      return "A comma, or the end of what began at line %d, column %d, should be here."
          .formatted(began.get().line(), began.get().column());
    }
    var starts = STARTS.matcher(problem);
    if (starts.find()) {
      return "Text that starts with " + starts.group(1) + " must stand in quotes.";
    }
    return SyntaxRule.sentence(RULES, problem).orElseGet(() -> firstLine(problem));
  }

  private static String firstLine(String problem) {
    var line =
        problem.lines().findFirst().filter(text -> !text.isBlank()).orElse("this is not YAML");
    return Character.toUpperCase(line.charAt(0)) + line.substring(1) + ".";
  }
}
