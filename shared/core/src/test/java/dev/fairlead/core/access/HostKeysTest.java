package dev.fairlead.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostKeysTest {
  /** Of RFC 8032's first test vector; the fingerprint is what ssh-keygen -l says of it. */
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3BQEa";

  private static final String FINGERPRINT = "SHA256:wzHEm/ur33/g9SQ9gB/rfZPZX9Q1Dl6cooYkQ1kw9dw";

  @Test
  void aKeyIsKnownByItsFingerprintAndKind() {
    var keys = HostKeys.of(List.of(KEY + " root@host", " " + FINGERPRINT + " ")).orElseThrow();

    assertThat(keys.fingerprints()).containsExactly(FINGERPRINT, FINGERPRINT);
    assertThat(keys.kinds()).containsExactly("ssh-ed25519");
  }

  @Test
  void whatIsNeitherIsNoKey() {
    assertThat(HostKeys.of(List.of())).isEmpty();
    assertThat(HostKeys.of(List.of(FINGERPRINT, "any"))).isEmpty();
    assertThat(HostKeys.of(List.of("SHA256:short"))).isEmpty();
    assertThat(HostKeys.of(List.of("MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48")))
        .isEmpty();
    assertThat(HostKeys.of(List.of(KEY.replace("ssh-ed25519", "ssh-rsa")))).isEmpty();
    assertThat(HostKeys.of(List.of(KEY.replace("AAAAC3", "====")))).isEmpty();
  }
}
