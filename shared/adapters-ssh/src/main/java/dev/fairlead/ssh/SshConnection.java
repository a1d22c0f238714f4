package dev.fairlead.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** A user's session on a host that showed a registered key. */
final class SshConnection implements AutoCloseable {
  private static final String KEY_BEGINS = "-----BEGIN ";

  /** An answer is asked for so often, and so many may be missing. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int MISSED_HEARTBEATS = 4;

  private final SshClient client;
  private final ClientSession session;
  private final Duration patience;

  private SshConnection(SshClient client, ClientSession session, Duration patience) {
    this.client = client;
    this.session = session;
    this.patience = patience;
  }

  static SshConnection open(SshAdapters.Host host, String secret) {
    Optional<KeyPair> key =
        secret.startsWith(KEY_BEGINS) ? Optional.of(keyIn(secret)) : Optional.empty();
    var shown = new AtomicReference<String>();
    var client = client(host, shown);
    try {
      client.start();
      var session =
          client
              .connect(host.user(), host.address(), host.port())
              .verify(host.patience())
              .getSession();
      key.ifPresentOrElse(session::addPublicKeyIdentity, () -> session.addPasswordIdentity(secret));
      session.auth().verify(host.patience());
      return new SshConnection(client, session, host.patience());
    } catch (IOException | RuntimeException failed) {
      // A name that nobody knows is told by no IOException.
      client.stop();
      throw fault(failed, host, shown);
    }
  }

  private static SshClient client(SshAdapters.Host host, AtomicReference<String> shown) {
    var client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
    client.setUserAuthFactories(
        List.of(
            UserAuthPublicKeyFactory.INSTANCE,
            UserAuthPasswordFactory.INSTANCE,
            UserAuthKeyboardInteractiveFactory.INSTANCE));
    client.setServerKeyVerifier((_, _, key) -> {
      var fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
      boolean isKnown = host.keys().fingerprints().contains(fingerprint);
      if (!isKnown) {
        shown.set(fingerprint);
      }
      return isKnown;
    });
    client.setSignatureFactories(preferring(host.keys().kinds(), client.getSignatureFactories()));
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
    return client;
  }

  /** A host has keys of several kinds, and shows that which is asked for first. */
  private static List<NamedFactory<Signature>> preferring(
      List<String> kinds, List<NamedFactory<Signature>> known) {
    var ordered = new ArrayList<>(known);
    ordered.sort(Comparator.comparing(each -> !isOf(kinds, each.getName())));
    return ordered;
  }

  private static boolean isOf(List<String> kinds, String signature) {
    // RSA keys sign in three ways, by their own names.
    return kinds.contains(signature)
        || (signature.startsWith("rsa-sha2-") && kinds.contains("ssh-rsa"));
  }

  private static KeyPair keyIn(String secret) {
    try {
      var keys =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName("secret"),
              new ByteArrayInputStream(secret.getBytes(UTF_8)),
              FilePasswordProvider.EMPTY);
      if (keys != null && keys.iterator().hasNext()) {
        return keys.iterator().next();
      }
    } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
      // Whatever a parser says of a secret may hold some of it.
    }
    throw new AccessException(
        AccessFault.NO_CREDENTIALS,
        "The secret begins as a private key and is none that can be read; keys with a passphrase"
            + " can't.");
  }

  private static AccessException fault(
      Exception failed, SshAdapters.Host host, AtomicReference<String> shown) {
    var at = host.address() + ":" + host.port();
    var other = shown.get();
    if (other != null) {
      return new AccessException(
          AccessFault.HOST_KEY_MISMATCH,
          "The host at " + at + " shows the key " + other + ", which is not registered for it.",
          failed);
    }
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof TimeoutException) {
        return new AccessException(
            AccessFault.TIMED_OUT,
            "The host at " + at + " did not answer within " + host.patience().toMillis() + " ms.",
            failed);
      }
    }
    return isRefusal(failed)
        ? new AccessException(
            AccessFault.AUTHENTICATION_REFUSED,
            "The host at " + at + " does not take the key or password of " + host.user() + ".",
            failed)
        : new AccessException(
            AccessFault.UNREACHABLE, "The host at " + at + " can't be reached: " + failed, failed);
  }

  private static boolean isRefusal(Exception failed) {
    return failed instanceof SshException told
        && told.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
  }

  ClientSession session() {
    return session;
  }

  Duration patience() {
    return patience;
  }

  @Override
  public void close() {
    client.stop();
  }
}
