package org.sextant.exchange.webhook.sending;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** The addresses of the public internet, by the registries of special-purpose addresses (RFC 6890). */
final class PublicAddresses {

    private static final List<Range> NOT_PUBLIC_4 = List.of(
            range(0, 0, 0, 8),
            range(10, 0, 0, 8),
            range(100, 64, 0, 10),
            range(127, 0, 0, 8),
            range(169, 254, 0, 16),
            range(172, 16, 0, 12),
            range(192, 0, 0, 24),
            range(192, 0, 2, 24),
            range(192, 88, 99, 24),
            range(192, 168, 0, 16),
            range(198, 18, 0, 15),
            range(198, 51, 100, 24),
            range(203, 0, 113, 24),
            range(224, 0, 0, 4),
            range(240, 0, 0, 4));

    private PublicAddresses() {}

    /** Addresses that begin with these bits. */
    private record Range(int start, int bits) {

        boolean includes(int address) {
            return (address ^ start) >>> (Integer.SIZE - bits) == 0;
        }
    }

    private static Range range(int first, int second, int third, int bits) {
        return new Range(first << 24 | second << 16 | third << 8, bits);
    }

    /** True for an address that any machine on the internet may be reached at. */
    static boolean include(InetAddress address) {
        var bytes = address.getAddress();
        // Java makes version 4 of addresses of version 6 that stand for one.
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        var address = number(bytes, 0);
        return NOT_PUBLIC_4.stream().noneMatch(range -> range.includes(address));
    }

    /** Of 2000::/3, but for what leads to version 4 (6to4, Teredo) and documentation. NAT64 lies outside of it. */
    private static boolean isPublic6(byte[] bytes) {
        var start = number(bytes, 0);
        var isGlobal = (bytes[0] & 0xe0) == 0x20;
        var is6to4 = start >>> 16 == 0x2002;
        var isIetf = start >>> 9 == 0x20010000 >>> 9;
        var isDocumentation = start == 0x20010db8 || start >>> 12 == 0x3fff0;
        return isGlobal && !is6to4 && !isIetf && !isDocumentation;
    }

    private static int number(byte[] bytes, int from) {
        return (bytes[from] & 0xff) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | (bytes[from + 3] & 0xff);
    }
}
