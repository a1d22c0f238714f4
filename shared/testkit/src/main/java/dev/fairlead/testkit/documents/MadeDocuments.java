package dev.fairlead.testkit.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bad documents that nobody writes by hand: of odd bytes, deep, long or wide. */
final class MadeDocuments {
  private static final String GOOD = "operations: [ { name: a, type: log } ]\n";

  private MadeDocuments() {}

  static List<BadDocument> all() {
    var all = new ArrayList<BadDocument>();
    all.addAll(texts());
    all.addAll(deep());
    all.addAll(large());
    return all;
  }

  private static List<BadDocument> texts() {
    byte[] program = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, (byte) 0xc0, (byte) 0x80, 0x3e};
    return List.of(
        text("empty.yaml", "", "1:1 (document) malformed"),
        text("empty.json", "", "1:1 (document) malformed"),
        text("blank.yaml", "  \n# nothing\n", "3:1 (document) malformed"),
        text("blank.json", " \n\n", "1:1 (document) malformed"),
        bytes("program.yaml", program, "1:10 (document) not-utf-8"),
        bytes("program.json", program, "1:10 (document) not-utf-8"),
        bytes("utf-16.yaml", GOOD.getBytes(UTF_16), "1:1 (document) not-utf-8"),
        bytes("utf-16.json", "{}".getBytes(UTF_16), "1:1 (document) not-utf-8"),
        bytes("utf-16-unmarked.yaml", GOOD.getBytes(UTF_16LE), "1:2 (document) malformed"),
        bytes(
            "latin-1.yaml", "a: 1\ntitle: café".getBytes(ISO_8859_1), "2:11 (document) not-utf-8"),
        text("nul.yaml", "operations:\n  - name: a\0\n", "2:12 (document) malformed"),
        text("nul.json", "{\"title\":\n\"a\0\"}", "2:3 /title malformed"),
        text("line-ends.yaml", "title: x\r\ncolour: red\r\n" + GOOD, "2:1 /colour unknown-field"),
        text("byte-order-mark.yaml", "\uFEFFcolour: red\n" + GOOD, "1:1 /colour unknown-field"),
        text(
            "beyond-the-basic-plane.json",
            "{\"😀😀\": 1, \"operations\": [{\"name\": \"😀\", \"type\": \"😀\"}]}",
            "1:2 /😀😀 unknown-field",
            "1:40 /operations/0/type unknown-type"));
  }

  private static List<BadDocument> deep() {
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ",").repeat(10));
      bomb.append("]\n");
    }
    return List.of(
        text("deep.json", "[".repeat(100_000), "1:101 " + "/0".repeat(100) + " too-deep"),
        text("deep.yaml", "[".repeat(100_000), "1:101 " + "/0".repeat(100) + " too-deep"),
        text(
            "deep-by-aliases.yaml",
            "a: &a " + "[".repeat(98) + "]".repeat(98) + "\nb: [[*a]]\n",
            "2:6 /b/0/0 too-deep"),
        text("bomb.yaml", bomb.toString(), "7:10 /a6/0 too-many-values"));
  }

  private static List<BadDocument> large() {
    var name = "n".repeat(10_000);
    return List.of(
        json("long-name.json", operation(name, "log", ""), "1:17 /operations/0/name too-long"),
        json("long-type.json", operation("a", name, ""), "1:28 /operations/0/type too-long"),
        json(
            "long-field.json",
            operation("a", "log", ",\"" + name + "\":1"),
            "1:16 /operations/0 unknown-field"),
        json(
            "digits.json",
            "{\"name\":\"a\",\"type\":\"log\",\"payload\":" + "7".repeat(1001) + "}",
            "1:51 /operations/0/payload number-too-long"),
        json(
            "too-many.json",
            IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> operation("o" + i, "log", ""))
                .collect(Collectors.joining(",")),
            "1:2 /operations too-many-operations"),
        json("long-cycle.json", cycle(5000), "1:16 /operations/0 cycle"),
        problemsWithoutEnd());
  }

  /** Every other one waits by a reference. */
  private static String cycle(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> {
          var next = "o" + (i + 1) % length;
          return operation(
              "o" + i,
              "log",
              i % 2 == 0
                  ? ",\"dependsOn\":[\"" + next + "\"]"
                  : ",\"payload\":\"@<" + next + ".out>\"");
        })
        .collect(Collectors.joining(","));
  }

  /** A thousand are listed, and that there are more. */
  private static BadDocument problemsWithoutEnd() {
    var wanted = new ArrayList<String>();
    for (int i = 0; i < 1000; i++) {
      wanted.add((i + 1) + ":18 /operations/" + i + "/type unknown-type");
    }
    wanted.add("(document) more-problems");
    var text =
        IntStream.range(0, 2000)
            .mapToObj(i -> "{\"name\":\"o%04d\", \"type\":\"teleport\"}".formatted(i))
            .collect(Collectors.joining(",\n", "{\"operations\":[", "]}"));
    wanted.set(0, "1:33 /operations/0/type unknown-type");
    return new BadDocument("without-end.json", text.getBytes(UTF_8), wanted);
  }

  private static String operation(String name, String type, String more) {
    return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\"" + more + "}";
  }

  private static BadDocument json(String name, String operations, String... problems) {
    return text(name, "{\"operations\":[" + operations + "]}", problems);
  }

  private static BadDocument text(String name, String content, String... problems) {
    return bytes(name, content.getBytes(UTF_8), problems);
  }

  private static BadDocument bytes(String name, byte[] content, String... problems) {
    return new BadDocument(name, content, List.of(problems));
  }
}
