package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key. What is sealed is bound to its place: moved elsewhere it does not
 * open. Sealed bytes are a format number, the initialization vector, and what GCM makes of the
 * text.
 */
final class SecretSeal {
  private static final String ALGORITHM = "AES";
  private static final int KEY_BITS = 256;
  private static final byte FORMAT = 1;
  private static final int VECTOR_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  /** A seal by the bytes of a key that {@link #newKey} gave. */
  SecretSeal(byte[] key) {
    if (key.length * Byte.SIZE != KEY_BITS) {
      throw new PortException(Fault.CORRUPT, "the key of the secrets is no key");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  static byte[] newKey() {
    try {
      var generator = KeyGenerator.getInstance(ALGORITHM);
      generator.init(KEY_BITS);
      return generator.generateKey().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  byte[] seal(String place, String text) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      // Without a vector given, the JDK makes a fresh one.
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.updateAAD(place.getBytes(UTF_8));
      byte[] sealed = cipher.doFinal(text.getBytes(UTF_8));
      byte[] all = new byte[1 + VECTOR_BYTES + sealed.length];
      all[0] = FORMAT;
      System.arraycopy(cipher.getIV(), 0, all, 1, VECTOR_BYTES);
      System.arraycopy(sealed, 0, all, 1 + VECTOR_BYTES, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /**
   * The text.
   *
   * @throws PortException {@code CORRUPT} if it was not sealed like this, here, by this key
   */
  String open(String place, byte[] all) {
    if (all.length <= VECTOR_BYTES + 1 || all[0] != FORMAT) {
      throw new PortException(Fault.CORRUPT, "a secret is in no format that this release reads");
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, all, 1, VECTOR_BYTES));
      cipher.updateAAD(place.getBytes(UTF_8));
      return new String(
          cipher.doFinal(all, 1 + VECTOR_BYTES, all.length - 1 - VECTOR_BYTES), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new PortException(Fault.CORRUPT, "a secret does not open with the key beside it", e);
    }
  }
}
