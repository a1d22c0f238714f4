package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token by which an operator gets into an environment that was just deployed. */
class FirstTokenTest {
  @TempDir Path home;

  @Test
  void writesTheRowThatMakesTheTokenGoodAndNeverTheToken() throws Exception {
    var session = new Session(home);
    Path file = home.resolve("row.json");

    int code =
        session.types(
            "token", "first", "--env", "dev", "--customer", "acme", "-o", file.toString());

    assertThat(code).isZero();
    String secret = session.out().strip();
    assertThat(secret).matches("flt_[0-9a-z]{32}");
    assertThat(session.err()).contains("fairlead-dev-tokens").doesNotContain(secret);
    String text = Files.readString(file);
    assertThat(text).doesNotContain(secret);
    var row = (Json.Obj) JsonText.parse(text.getBytes(UTF_8));
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
    assertThat(row.field("pk")).contains(text("api/" + hash));
    assertThat(row.field("sk")).contains(text("token"));
    assertThat(row.field("customerId")).contains(text("acme"));
    assertThat(row.field("access").orElseThrow().toString()).containsIgnoringCase("admin");
  }

  @Test
  void refusesWhatIsNoCustomerAndWhatIsNoEnvironment() {
    var session = new Session(home);

    assertThat(session.types("token", "first", "--env", "Dev 1", "--customer", "acme"))
        .isEqualTo(2);
    assertThat(session.out()).isEmpty();

    assertThat(session.types("token", "first", "--env", "dev", "--customer", "a b")).isEqualTo(2);
    assertThat(session.out()).isEmpty();
  }

  private static Json text(String value) {
    return Json.object().put("S", value).build();
  }
}
