package dev.fairlead.resourcepool.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2600:1f18::1", "64:ff9b::808:808"})
  void letsCallWhatIsAnybodys(String address) {
    assertThat(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.ofLiteral(address))).isTrue();
    assertThat(AddressPolicy.ALSO_PRIVATE.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "::1",
        "fd12:3456::1",
        "fc00::1",
        "fec0::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1"
      })
  void letsCallWhatIsNearOnlyAtHome(String address) {
    assertThat(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.ofLiteral(address))).isFalse();
    assertThat(AddressPolicy.ALSO_PRIVATE.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "fe80::1",
        "febf::1",
        "ff02::1",
        "::",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:a9fe:a9fe::1",
        "2001::1",
        "2001:db8::1"
      })
  void letsNobodyCallLinksAndWhatTellsCredentials(String address) {
    assertThat(AddressPolicy.PUBLIC_ONLY.allows(InetAddress.ofLiteral(address))).isFalse();
    assertThat(AddressPolicy.ALSO_PRIVATE.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  /** As a name server may give it, where no literal was read that would have become plain. */
  @Test
  void knowsAnAddressOfIpv4ThatCameAsOneOfIpv6() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = (byte) 169;
    mapped[13] = (byte) 254;
    mapped[14] = (byte) 169;
    mapped[15] = (byte) 254;

    assertThat(AddressPolicy.ALSO_PRIVATE.allows(InetAddress.getByAddress(mapped))).isFalse();
    assertThat(AddressPolicy.ALSO_PRIVATE.allows(Inet6Address.getByAddress("mapped", mapped, -1)))
        .isFalse();
  }
}
