package com.intergalacticteacher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    @Test
    void parse_full_takesEveryPart() {
        DatabaseUrl url =
                DatabaseUrl.parse("postgresql://reader:pa%40ss%2F+%3A@db.example:6000/my%20stories?sslmode=require");
        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "db.example", 6000, "my stories", "reader", "pa@ss/+:", Map.of("sslmode", "require")));
    }

    @Test
    void parse_shortest_takesTheUsualPortAndNoPassword() {
        assertThat(DatabaseUrl.parse("postgres://reader@db/stories"))
                .isEqualTo(new DatabaseUrl("db", 5432, "stories", "reader", "", Map.of()));
    }

    @Test
    void parse_containersName_isAHost() {
        assertThat(DatabaseUrl.parse("postgresql://u:p@my_db_1:6000/d").host()).isEqualTo("my_db_1");
    }

    @Test
    void connectOptions_ofUrl_areTheSameServer() {
        PgConnectOptions options = DatabaseUrl.parse("postgresql://reader:p%40ss@[::1]:6000/stories?sslmode=disable")
                .connectOptions();
        assertThat(options.getHost()).isEqualTo("::1");
        assertThat(options.getPort()).isEqualTo(6000);
        assertThat(options.getDatabase()).isEqualTo("stories");
        assertThat(options.getUser()).isEqualTo("reader");
        assertThat(options.getPassword()).isEqualTo("p@ss");
        assertThat(options.getSslMode()).isEqualTo(SslMode.DISABLE);
    }

    @ParameterizedTest
    @CsvSource({"disable, DISABLE", "allow, ALLOW", "prefer, PREFER", "require, REQUIRE"})
    void connectOptions_withoutVerifying_trustAnyCertificate(String name, SslMode mode) {
        PgConnectOptions options =
                DatabaseUrl.parse("postgresql://u@h/d?sslmode=" + name).connectOptions();
        assertThat(options.getSslMode()).isEqualTo(mode);
        assertThat(mode == SslMode.DISABLE || options.getSslOptions().isTrustAll())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"verify-ca, ''", "verify-full, HTTPS"})
    void connectOptions_verifying_trustTheAuthoritiesOnly(String name, String hostnameAlgorithm) {
        PgConnectOptions options =
                DatabaseUrl.parse("postgresql://u@h/d?sslmode=" + name).connectOptions();
        assertThat(options.getSslOptions().isTrustAll()).isFalse();
        assertThat(options.getSslOptions().getTrustOptions()).isNotNull();
        assertThat(options.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo(hostnameAlgorithm);
    }

    @Test
    void jdbcUrl_ofUrl_holdsNoCredentials() {
        assertThat(DatabaseUrl.parse("postgresql://reader:secret@h/d?sslmode=verify-full&sslrootcert=/ca.pem")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:5432/d?ApplicationName=intergalactic-teacher"
                        + "&sslmode=verify-full&sslrootcert=%2Fca.pem");
    }

    @Test
    void parse_specialCharacters_areDecoded() {
        assertThat(DatabaseUrl.parse("postgresql://u%3A%40:p%2F%3F%23+%25%20%26@h:1/a%20b?application_name=x%26y"))
                .isEqualTo(new DatabaseUrl("h", 1, "a b", "u:@", "p/?#+% &", Map.of("application_name", "x&y")));
    }

    @Test
    void toString_ofUrl_holdsNoPassword() {
        assertThat(DatabaseUrl.parse("postgresql://reader:secret@h/d")).hasToString("postgresql://reader@h:5432/d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://u:hunter2@h/d | must begin with postgresql://",
                "hunter2 | must begin with postgresql://",
                "\"postgresql://u:hunter2@h/d\" | it is no URL",
                "postgresql://u:hunter2 x@h/d | it is no URL",
                "postgresql://u:hunter2%zz@h/d | it is no URL",
                "postgresql://u:hunter2#@h/d | names no user",
                "postgresql://u:hunter2/x@h/d | names no user",
                "postgresql:///d | names no user",
                "postgresql://:hunter2@h/d | names no user",
                "postgresql://h/d | names no user",
                "postgresql://u:hunter2@/d | names no host",
                "postgresql://u:hunter2@:5432/d | names no host",
                "postgresql://u:hunter2@h | must name one database",
                "postgresql://u:hunter2@h/ | must name one database",
                "postgresql://u:hunter2@h/a/b | must name one database",
                "postgresql://u:hunter2@h:0/d | its port is 0",
                "postgresql://u:hunter2@h:70000/d | its port is 70000",
                "postgresql://u:hunter2@h/d?ssl=true | its parameter ssl is unknown",
                "postgresql://u:hunter2@h/d?sslmode=on | its sslmode is on",
            })
    void parse_wrong_saysWhatAndNeverThePassword(String text, String fault) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault)
                .hasNoCause()
                .message()
                .doesNotContain("hunter2");
    }
}
