package dev.fairlead.resourcepool.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses operations may call. */
public enum AddressPolicy {
  /** Those that are anybody's to call: where many customers' operations run beside our own. */
  PUBLIC_ONLY,
  /** Those of this machine and of networks behind it, too: at home, where shells run as well. */
  ALSO_PRIVATE;

  /** What starts like one of these is nobody's, or only known to those nearby. */
  private static final Range[] PRIVATE = {
    Range.of("10.0.0.0", 8),
    Range.of("100.64.0.0", 10),
    Range.of("127.0.0.0", 8),
    Range.of("172.16.0.0", 12),
    Range.of("192.168.0.0", 16),
    Range.of("::1", 128),
    Range.of("fc00::", 7),
    Range.of("fec0::", 10)
  };

  /**
   * Never called: links, among them the services that tell a machine's credentials, and no hosts.
   */
  private static final Range[] NEVER = {
    Range.of("0.0.0.0", 8),
    Range.of("169.254.0.0", 16),
    Range.of("192.0.0.0", 24),
    Range.of("192.0.2.0", 24),
    Range.of("192.88.99.0", 24),
    Range.of("198.18.0.0", 15),
    Range.of("198.51.100.0", 24),
    Range.of("203.0.113.0", 24),
    Range.of("224.0.0.0", 3),
    Range.of("::", 128),
    Range.of("fd00:ec2::", 32),
    Range.of("100::", 64),
    Range.of("2001::", 23),
    Range.of("2001:db8::", 32),
    Range.of("3fff::", 20),
    Range.of("5f00::", 16),
    Range.of("fe80::", 10),
    Range.of("ff00::", 8)
  };

  /** Addresses of IPv6 that lead to one of IPv4, which begins after so many bytes. */
  private static final Carrier[] CARRIERS = {
    new Carrier(Range.of("::", 96), 12),
    new Carrier(Range.mapped(), 12),
    new Carrier(Range.of("::ffff:0:0:0", 96), 12),
    new Carrier(Range.of("64:ff9b::", 96), 12),
    new Carrier(Range.of("2002::", 16), 2)
  };

  /** NAT64 of one's own network: where its address of IPv4 is, only that network knows. */
  private static final Range LOCAL_NAT64 = Range.of("64:ff9b:1::", 48);

  /** Whether it may be called. An address of IPv4 within one of IPv6 counts as itself. */
  public boolean allows(InetAddress address) {
    if (is(address, NEVER) || LOCAL_NAT64.has(address)) {
      return false;
    }
    if (this == PUBLIC_ONLY && is(address, PRIVATE)) {
      return false;
    }
    boolean isOwn = address.isLoopbackAddress();
    return isOwn
        || Arrays.stream(CARRIERS)
            .filter(carrier -> carrier.range().has(address))
            .allMatch(carrier -> allows(carrier.carried(address)));
  }

  private static boolean is(InetAddress address, Range[] ranges) {
    return Arrays.stream(ranges).anyMatch(range -> range.has(address));
  }

  private record Carrier(Range range, int offset) {
    InetAddress carried(InetAddress address) {
      try {
        return InetAddress.getByAddress(
            Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("four bytes are an address", impossible);
      }
    }
  }

  /** Addresses that begin alike. */
  private record Range(InetAddress start, int bits) {
    static Range of(String start, int bits) {
      return new Range(InetAddress.ofLiteral(start), bits);
    }

    /** Of IPv4 as IPv6; a literal of it would be read as one of IPv4. */
    static Range mapped() {
      byte[] start = new byte[16];
      start[10] = (byte) 0xff;
      start[11] = (byte) 0xff;
      try {
        return new Range(Inet6Address.getByAddress("mapped", start, -1), 96);
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("sixteen bytes are an address", impossible);
      }
    }

    boolean has(InetAddress address) {
      byte[] one = start.getAddress();
      byte[] other = address.getAddress();
      if (one.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
