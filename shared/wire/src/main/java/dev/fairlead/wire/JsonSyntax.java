package dev.fairlead.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.regex.Pattern;

/** What a JSON text breaks, as a sentence. */
final class JsonSyntax {
  private static final List<SyntaxRule> ENDS =
      List.of(
          new SyntaxRule("field name", "The text ends inside a field's name."),
          new SyntaxRule("string value", "The text ends inside a string."),
          new SyntaxRule("escape sequence", "The text ends inside a string."),
          new SyntaxRule("digit", "The text ends inside a number."),
          new SyntaxRule("", "The text ends before every { and [ is closed."));

  private static final List<SyntaxRule> RULES =
      List.of(
          new SyntaxRule(
              "to start field name", "A field's name, in double quotes, should be here."),
          new SyntaxRule("a colon to separate", "A colon should follow the field's name."),
          new SyntaxRule("comma to separate", "A comma should stand before this."),
          new SyntaxRule("Leading zeroes", "A number has no leading zeros."),
          new SyntaxRule("plus signs", "A number has no leading +."),
          new SyntaxRule("Decimal point not", "A digit should follow the decimal point."),
          new SyntaxRule("to follow minus", "A digit should follow the minus sign."),
          new SyntaxRule("exponent", "A digit should follow the exponent's e."),
          new SyntaxRule("comment?", "JSON has no comments; YAML has."),
          new SyntaxRule(
              "Illegal unquoted", "A control character in a string is written as an escape."),
          new SyntaxRule("character escape '", "This is none of JSON's escapes."),
          new SyntaxRule("hex-digit", "Four hexadecimal digits should follow \\u."),
          new SyntaxRule("to close", "This closes nothing."),
          new SyntaxRule("separating root-level", "A value should end here."));

  private static final Pattern TOKEN = Pattern.compile("token '([^']{1,40})");
  private static final Pattern CODE = Pattern.compile("code (\\d+)");
  private static final Pattern CLOSES = Pattern.compile("expected '(.)'");

  private JsonSyntax() {}

  /** The sentence for a failure in that text. */
  static String sentence(JsonProcessingException malformed, String text) {
    var message = malformed.getOriginalMessage();
    if (message.startsWith("Unexpected end-of-input")) {
      return SyntaxRule.sentence(ENDS, message).orElseThrow();
    }
    int character = characterAt(malformed.getLocation(), text);
    if (character == '}' && message.contains("to start field name")) {
      return "A comma stands before this } with no field behind it.";
    }
    if (character == ']' && message.contains("expected a valid value")) {
      return "A value is missing before this ].";
    }
    if (message.contains("expected a valid value")) {
      return character == '\''
          ? "Text stands in double quotes."
          : "A value should be here; text stands in double quotes.";
    }
    var token = TOKEN.matcher(message);
    if (message.startsWith("Unrecognized token") && token.find()) {
      return "\"" + token.group(1) + "\" is no JSON value; text stands in double quotes.";
    }
    if (message.startsWith("Non-standard token") && token.find()) {
      return "JSON has no number like " + token.group(1) + ".";
    }
    var closes = CLOSES.matcher(message);
    if (message.startsWith("Unexpected close marker") && closes.find()) {
      return "A " + closes.group(1) + " should be here: that is what was opened last.";
    }
    if (message.startsWith("Illegal character")) {
      return "A control character (code %s) stands between values; is this text UTF-8?"
          .formatted(code(message));
    }
    return SyntaxRule.sentence(RULES, message).orElse("This is not JSON.");
  }

  private static String code(String message) {
    var code = CODE.matcher(message);
    return code.find() ? code.group(1) : "?";
  }

  private static int characterAt(JsonLocation where, String text) {
    int offset = (int) Math.max(0, where.getCharOffset());
    return offset < text.length() ? text.codePointAt(offset) : 0;
  }
}
