package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "2600:3c00::a:b:c:d, 2600:3c00:0:0:1:2:3:4",
        "2600:3c00::a:b:c:d, 2600:3c00::1",
        "2600:3c00::, 2600:3C00:0000:0000:FFFF:FFFF:FFFF:FFFF",
        "2001:db8::1, 2001:db8::2",
        "2001:db8:1:2::1, 2001:db8:1:2:a:b:c:d",
        "2001:db8:1:2::1, '[2001:db8:1:2::2]'",
        "2001:db8:1:2::1, '[2001:db8:1:2::2]:4711'",
        "fe80::1, fe80::2%eth0",
        "::1, ::2",
        "192.0.2.1, ::ffff:192.0.2.1",
        "192.0.2.1, ::ffff:c000:201",
        "192.0.2.1, 0:0:0:0:0:ffff:192.0.2.1",
        "192.0.2.1, 192.0.2.1:4711",
    })
    void network_whatOneClientMayWrite_isOne(String one, String other) {
        assertThat(ClientAddress.network(one)).isEqualTo(ClientAddress.network(other));
    }

    @ParameterizedTest
    @CsvSource({
        "2600:3c00::a:b:c:d, 2600:3c00:0:1::1",
        "2001:db8::1, 2001:db9::1",
        "192.0.2.1, 192.0.2.2",
        "::ffff:192.0.2.1, ::ffff:192.0.2.2",
        "::ffff:192.0.2.1, ::1",
        "192.0.2.1, 2001:db8::1",
    })
    void network_ofOthers_isAnother(String one, String other) {
        assertThat(ClientAddress.network(one)).isNotEqualTo(ClientAddress.network(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "_hidden", "256.0.0.1", "2001:db8", "a:b:c:d:e"})
    void network_ofWhatIsNoAddress_isTheTextItself(String text) {
        assertThat(ClientAddress.network(text)).isEqualTo(text);
    }
}
