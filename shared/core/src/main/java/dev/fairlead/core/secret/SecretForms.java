package dev.fairlead.core.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a secret may look like where something that has it says it: as it is, its lines one by one,
 * inside a JSON text or a URL, in base64 (wherever in the encoded bytes it stands), in hexadecimal
 * digits. What else can be made of it (hashes, encryption, compression, pieces, other case) is not
 * among them.
 */
final class SecretForms {
  private static final int BYTE = 8;
  private static final int SEXTET = 6;

  private SecretForms() {}

  static Set<String> of(SecretValue value) {
    var forms = new LinkedHashSet<String>();
    add(value.text(), forms);
    value
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> line.length() >= SecretValue.MIN_CHARACTERS)
        .forEach(line -> add(line, forms));
    return forms;
  }

  private static void add(String text, Set<String> forms) {
    forms.add(text);
    forms.add(inJson(text, false));
    forms.add(inJson(text, true));
    var inForm = URLEncoder.encode(text, UTF_8);
    var inUrl = inForm.replace("+", "%20");
    forms.add(inForm);
    forms.add(inUrl);
    forms.add(inUrl.replace("%7E", "~").replace("*", "%2A"));
    forms.add(inUrl.replace("%2F", "/"));
    byte[] bytes = text.getBytes(UTF_8);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int shift = 0; shift < 3; shift++) {
      forms.add(inBase64(bytes, shift, Base64.getEncoder()));
      forms.add(inBase64(bytes, shift, Base64.getUrlEncoder()));
    }
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().encodeToString(bytes));
  }

  /** Of the encoded text, the characters that depend on nothing but the value. */
  private static String inBase64(byte[] bytes, int shift, Base64.Encoder encoder) {
    var shifted = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    int from = Math.ceilDiv(BYTE * shift, SEXTET);
    int to = BYTE * shifted.length / SEXTET;
    return encoder.encodeToString(shifted).substring(from, to);
  }

  private static String inJson(String text, boolean onlyAscii) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '"', '\\' -> escaped.append('\\').append(next);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (next < ' ' || (onlyAscii && next > '~')) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) next));
          } else {
            escaped.append(next);
          }
        }
      }
    }
    return escaped.toString();
  }
}
