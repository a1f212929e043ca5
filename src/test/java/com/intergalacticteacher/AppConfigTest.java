package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.intergalacticteacher.account.TokenConfig;
import com.intergalacticteacher.config.ConfigurationException;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.http.HttpConfig;
import com.intergalacticteacher.http.sse.Coding;
import com.intergalacticteacher.moderation.ModeratorConfig;
import com.intergalacticteacher.storyteller.StorytellerConfig;
import com.intergalacticteacher.trace.TraceConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppConfigTest {
    private static final String SECRET = "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR";

    @TempDir
    Path folder;

    private AppConfig read(String... pairs) {
        return AppConfig.read(environment(pairs), folder);
    }

    private List<String> faults(String... pairs) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(pairs))
                .faults();
    }

    private static Map<String, String> environment(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return environment;
    }

    private void file(String text) throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/application.env"), text);
    }

    @Test
    void read_nothingSet_givesTheDocumentedDefaults() {
        AppConfig config = read("HOSTNAME", "ship");
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().managementPort()).isEqualTo(8081);
        assertThat(config.http().maxStreamingConnections()).isEqualTo(10_000);
        assertThat(config.http().corsOrigins()).isEmpty();
        assertThat(config.http().certificate()).isNull();
        assertThat(config.database().url()).isNull();
        assertThat(config.database().dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(config.database().poolSize()).isEqualTo(16);
        assertThat(config.storyteller())
                .isEqualTo(new StorytellerConfig(null, 25, Duration.ofSeconds(30), Duration.ofSeconds(20)));
        assertThat(config.moderator()).isNull();
        assertThat(config.stream().enabled()).isTrue();
        assertThat(config.stream().timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.stream().chunkWords()).isEqualTo(200);
        assertThat(config.stream().granularity()).isEqualTo(Granularity.TOKEN);
        assertThat(config.stream().maxStreamsPerUser()).isEqualTo(3);
        assertThat(config.stream().startsPerMinute()).isEqualTo(20);
        assertThat(config.stream().nodeName()).isEqualTo("ship:8080");
        assertThat(config.stream().nodeLease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.stream().journalRetention()).isEqualTo(Duration.ofHours(24));
        assertThat(config.http().hasClearTextHttp2()).isFalse();
        assertThat(config.http().codings()).isEmpty();
        assertThat(config.trace()).isEqualTo(new TraceConfig(null, 100, "intergalactic-teacher"));
        assertThat(config.log())
                .isEqualTo(new LogConfig("INFO", LogConfig.Format.TEXT, folder.resolve("conf/logging.xml")));
    }

    @Test
    void read_everythingSet_takesEveryValue() {
        AppConfig config = read(
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", "0",
                "MANAGEMENT_PORT", "0",
                "MAX_STREAMING_CONNECTIONS", "7",
                "CORS_ORIGINS", "https://a.example, http://b.example:81",
                "DATABASE_URL", "postgresql://reader:secret@db.example:6000/stories",
                "DATA_DIR", "/elsewhere",
                "DATABASE_POOL_SIZE", "5",
                "JWT_SECRET", SECRET,
                "LLM_BASE_URL", "http://127.0.0.1:11434/v1/",
                "LLM_API_KEY", "sk-1",
                "LLM_MODEL", "llama",
                "LLM_FIRST_TOKEN_TIMEOUT", "500ms",
                "LLM_TOKEN_TIMEOUT", "1m",
                "BUILTIN_TOKENS_PER_SECOND", "0",
                "MODERATION_BASE_URL", "https://m.example/v1",
                "MODERATION_API_KEY", "mk-1",
                "MODERATION_MODEL", "strict",
                "MODERATION_TIMEOUT", "2",
                "STREAMING_ENABLED", "False",
                "STREAMING_TIMEOUT", "10m",
                "STREAMING_CHUNK_SIZE", "50",
                "STREAMING_GRANULARITY", "sentence",
                "MAX_STREAMS_PER_USER", "1",
                "STREAM_STARTS_PER_MINUTE", "2",
                "NODE_NAME", "mars",
                "NODE_LEASE", "3s",
                "JOURNAL_RETENTION", "2d",
                "HTTP2_CLEARTEXT", "true",
                "STREAMING_COMPRESSION", "zstd, GZIP",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/",
                "TRACES_SAMPLED", "5",
                "OTEL_SERVICE_NAME", "stories",
                "LOG_FORMAT", "JSON",
                "LOGGING_FILE", "/etc/levels.xml",
                "LOG_LEVEL", "debug");
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isZero();
        assertThat(config.http().managementPort()).isZero();
        assertThat(config.http().maxStreamingConnections()).isEqualTo(7);
        assertThat(config.http().corsOrigins()).containsExactly("https://a.example", "http://b.example:81");
        assertThat(config.database().url()).isNotNull().hasToString("postgresql://reader@db.example:6000/stories");
        assertThat(config.database().dataDir()).isEqualTo(Path.of("/elsewhere"));
        assertThat(config.database().poolSize()).isEqualTo(5);
        assertThat(config.token()).isEqualTo(new TokenConfig.Shared(SECRET, null));
        assertThat(config.storyteller())
                .isEqualTo(new StorytellerConfig(
                        new StorytellerConfig.Server(URI.create("http://127.0.0.1:11434/v1"), "sk-1", "llama"),
                        0,
                        Duration.ofMillis(500),
                        Duration.ofMinutes(1)));
        assertThat(config.moderator())
                .isEqualTo(new ModeratorConfig(
                        URI.create("https://m.example/v1"), "mk-1", "strict", Duration.ofSeconds(2)));
        assertThat(config.stream().enabled()).isFalse();
        assertThat(config.stream().timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.stream().chunkWords()).isEqualTo(50);
        assertThat(config.stream().granularity()).isEqualTo(Granularity.SENTENCE);
        assertThat(config.stream().maxStreamsPerUser()).isEqualTo(1);
        assertThat(config.stream().startsPerMinute()).isEqualTo(2);
        assertThat(config.stream().nodeName()).isEqualTo("mars");
        assertThat(config.stream().nodeLease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.stream().journalRetention()).isEqualTo(Duration.ofDays(2));
        assertThat(config.http().hasClearTextHttp2()).isTrue();
        assertThat(config.http().codings()).containsExactly(Coding.ZSTD, Coding.GZIP);
        assertThat(config.trace()).isEqualTo(new TraceConfig(URI.create("http://collector:4318"), 5, "stories"));
        assertThat(config.log()).isEqualTo(new LogConfig("DEBUG", LogConfig.Format.JSON, Path.of("/etc/levels.xml")));
        assertThat(config.effective() + config).doesNotContain(SECRET, "sk-1", "mk-1", "reader:secret");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PORT, 70000, a whole number from 0 to 65535",
        "HTTP_PORT, abc, a whole number from 0 to 65535",
        "MANAGEMENT_PORT, -1, a whole number from 0 to 65535",
        "MANAGEMENT_PORT, 8080, another port",
        "HTTP_TLS_KEY, nowhere.pem, a file that can be read",
        "MAX_STREAMING_CONNECTIONS, 0, a whole number from 1",
        "STREAMING_COMPRESSION, deflate, 'some of gzip, zstd, br'",
        "HTTP2_CLEARTEXT, h2c, true or false",
        "TRACES_SAMPLED, 101, a whole number from 0 to 100",
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector, a URL such as",
        "LOG_FORMAT, xml, 'one of text, json'",
        "CORS_ORIGINS, *, origins such as https://example.com",
        "CORS_ORIGINS, https://a.example/page, origins such as https://example.com",
        "DATABASE_POOL_SIZE, 0, a whole number from 1",
        "LLM_BASE_URL, localhost, a URL such as",
        "LLM_FIRST_TOKEN_TIMEOUT, soon, a time from 100ms to 1h",
        "LLM_TOKEN_TIMEOUT, 0, a time from 100ms to 1h",
        "BUILTIN_TOKENS_PER_SECOND, -1, a whole number from 0",
        "MODERATION_BASE_URL, ftp://m.example, a URL such as",
        "MODERATION_TIMEOUT, 2h, a time from 100ms to 1h",
        "STREAMING_ENABLED, yes, true or false",
        "STREAMING_TIMEOUT, 5 minutes, a time from 1s to 1h",
        "STREAMING_CHUNK_SIZE, 0, a whole number from 1",
        "STREAMING_GRANULARITY, word, 'one of token, sentence, paragraph'",
        "MAX_STREAMS_PER_USER, many, a whole number from 1",
        "STREAM_STARTS_PER_MINUTE, 0, a whole number from 1",
        "NODE_LEASE, 5000h, a time from 1s to 1h",
        "JOURNAL_RETENTION, 1s, a time from 1h to 8760h",
        "LOG_LEVEL, loud, 'one of ERROR, WARN, INFO, DEBUG, TRACE'",
    })
    void read_valueAtFault_saysNameValueAndWhatWasExpected(String name, String value, String expected) {
        assertThat(faults(name, value))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith(name + " ")
                        .contains("\"" + value + "\"")
                        .contains("expected " + expected));
    }

    @Test
    void read_manyFaults_reportsAllAtOnceAndNoSecret() throws IOException {
        file("HTTP_PROT=1\nno key\nNODE_LEASE=1s\nNODE_LEASE=2s\n");
        List<String> faults = faults(
                "HTTP_PORT", "abc",
                "JWT_SECRET", "tooshort",
                "DATABASE_URL", "mysql://me:hunter2@host/db",
                "LLM_BASE_URL", "http://me:hunter3@host/v1",
                "LLM_API_KEY", "sk-hunter4",
                "MODERATION_API_KEY", "mk-hunter5");
        assertThat(faults).anyMatch(fault -> fault.startsWith("HTTP_PORT is \"abc\""));
        assertThat(faults).contains("unknown setting HTTP_PROT, did you mean HTTP_PORT?");
        assertThat(faults).anyMatch(fault -> fault.endsWith("line 2 is no KEY=VALUE"));
        assertThat(faults).anyMatch(fault -> fault.endsWith("line 4 sets NODE_LEASE a second time"));
        assertThat(faults).contains("JWT_SECRET has 8 bytes, expected at least 32");
        assertThat(faults)
                .anyMatch(fault -> fault.startsWith("DATABASE_URL is wrong: it must begin with postgresql://"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("LLM_BASE_URL holds a user name or password"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("LLM_MODEL is missing"));
        assertThat(faults).anyMatch(fault -> fault.startsWith("MODERATION_BASE_URL is missing"));
        assertThat(faults).hasSize(9);
        assertThat(String.join("\n", faults)).doesNotContain("hunter", "tooshort");
    }

    @Test
    void read_embeddedWithoutSecret_makesOneAndKeepsItForItsOwnerAlone() throws IOException {
        TokenConfig first = read().token();
        assertThat(first)
                .isInstanceOfSatisfying(
                        TokenConfig.Shared.class,
                        shared ->
                                assertThat(shared.secret()).hasSizeGreaterThanOrEqualTo(TokenConfig.MIN_SECRET_BYTES));
        assertThat(read().token()).isEqualTo(first);
        Path kept = folder.resolve("data/jwt.secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
    }

    @Test
    void read_databaseUrlWithoutSecret_isAFault() {
        assertThat(faults("DATABASE_URL", "postgresql://u:p@h/d"))
                .singleElement()
                .asString()
                .startsWith("JWT_SECRET is missing");
    }

    @Test
    void read_faultyDatabaseUrlWithoutSecret_reportsBoth() {
        assertThat(faults("DATABASE_URL", "nonsense")).hasSize(2);
    }

    @Test
    void read_identityProvider_isTaken() {
        AppConfig config = read(
                "JWT_JWKS_URL",
                "https://id.example/jwks",
                "JWT_ISSUER",
                "https://id.example",
                "JWT_AUDIENCE",
                "stories",
                "JWT_JWKS_INTERVAL",
                "5s");
        assertThat(config.token())
                .isEqualTo(new TokenConfig.Published(
                        URI.create("https://id.example/jwks"), "https://id.example", "stories", Duration.ofSeconds(5)));
    }

    @Test
    void read_identityProviderInPart_namesWhatIsMissing() {
        assertThat(faults("JWT_JWKS_URL", "https://id.example/jwks"))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("JWT_ISSUER is missing"),
                        fault -> assertThat(fault).startsWith("JWT_AUDIENCE is missing"));
    }

    @Test
    void read_secretAndIdentityProvider_isAFault() {
        assertThat(faults(
                        "JWT_SECRET", SECRET,
                        "JWT_JWKS_URL", "https://id.example/jwks",
                        "JWT_ISSUER", "i",
                        "JWT_AUDIENCE", "a"))
                .singleElement()
                .asString()
                .startsWith("JWT_SECRET is set and so is JWT_JWKS_URL");
    }

    @Test
    void read_certificateAndKey_areTakenFromTheFolder() throws IOException {
        Path certificate = Files.writeString(folder.resolve("cert.pem"), "");
        Path key = Files.writeString(folder.resolve("key.pem"), "");
        assertThat(read("HTTP_TLS_CERT", "cert.pem", "HTTP_TLS_KEY", key.toString())
                        .http()
                        .certificate())
                .isEqualTo(new HttpConfig.Certificate(certificate, key));
    }

    @Test
    void read_certificateWithoutKey_isAFault() throws IOException {
        Files.writeString(folder.resolve("cert.pem"), "");
        assertThat(faults("HTTP_TLS_CERT", "cert.pem"))
                .singleElement()
                .asString()
                .startsWith("HTTP_TLS_KEY is missing");
    }

    @Test
    void read_modelWithoutServer_isAFault() {
        assertThat(faults("LLM_MODEL", "llama")).singleElement().asString().startsWith("LLM_BASE_URL is missing");
    }

    @Test
    void read_valueInFileAndEnvironment_takesTheEnvironment() throws IOException {
        file("# a comment\n\nHTTP_PORT=9000\nNODE_NAME = venus \nMANAGEMENT_PORT=\n");
        AppConfig config = read("HTTP_PORT", "9001");
        assertThat(config.http().port()).isEqualTo(9001);
        assertThat(config.http().managementPort()).isEqualTo(8081);
        assertThat(config.stream().nodeName()).isEqualTo("venus");
    }

    @Test
    void read_namedFileMissing_isAFault() {
        assertThat(faults("CONFIG_FILE", "nowhere.env"))
                .singleElement()
                .asString()
                .contains("nowhere.env");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PROT", "HTTPPORT", "http_port", "HTTP_PORTS", "HTTP_PRT"})
    void read_misspeltKeyInFile_namesWhatWasMeant(String key) throws IOException {
        file(key + "=9000\n");
        assertThat(faults()).containsExactly("unknown setting " + key + ", did you mean HTTP_PORT?");
    }

    @Test
    void read_strangersKeyInFile_isLeftAlone() throws IOException {
        file("TZ=UTC\nJDK_JAVA_OPTIONS=-Xmx512m\nVITE_STREAMING_RETRY_ATTEMPTS=5\n");
        assertThat(read().http().port()).isEqualTo(8080);
    }

    @Test
    void documentedFile_asItStands_changesNothing() throws IOException {
        file(Files.readString(Path.of("conf/application.env")));
        assertThat(read("NODE_NAME", "n").effective()).isEqualTo(withoutFile());
    }

    private String withoutFile() {
        return AppConfig.read(
                        Map.of(
                                "NODE_NAME",
                                "n",
                                "DATA_DIR",
                                folder.resolve("other").toString()),
                        Path.of("/nonexistent"))
                .effective()
                .replace("DATA_DIR=" + folder.resolve("other"), "DATA_DIR=data");
    }

    /** Every key the program reads is in the file, and every default there is the program's. */
    @Test
    void documentedFile_uncommented_saysTheDefaultsOfEveryKey() throws IOException {
        Matcher keys =
                Pattern.compile("(?m)^#([A-Z0-9_]+)=(.*)$").matcher(Files.readString(Path.of("conf/application.env")));
        Map<String, String> documented =
                keys.results().collect(Collectors.toMap(key -> key.group(1), key -> key.group(2)));
        AppConfig defaults = read("NODE_NAME", "n");
        List<String> read = Pattern.compile("([A-Z0-9_]{4,})=")
                .matcher(defaults.effective())
                .results()
                .map(key -> key.group(1))
                .toList();
        assertThat(documented.keySet()).containsAll(read);
        documented.put("NODE_NAME", "n");
        assertThat(AppConfig.read(documented, folder).effective()).isEqualTo(defaults.effective());
    }

    @Test
    void faults_areSentInOneException() {
        assertThatThrownBy(() -> read("HTTP_PORT", "x", "NODE_LEASE", "y"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HTTP_PORT")
                .hasMessageContaining("NODE_LEASE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeme-changeme-changeme-changeme",
                "0123456789abcdef0123456789abcdef",
                "your-super-secret-key-of-32-bytes!",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababababab",
                "PASSWORD-password-PASSWORD-password-x",
            })
    void secret_wellKnown_isRefusedWithoutBeingShown(String secret) {
        assertThat(faults("JWT_SECRET", secret, "JWT_SECRET_PREVIOUS", secret))
                .hasSize(2)
                .allSatisfy(fault ->
                        assertThat(fault).contains("well known or not random").doesNotContain(secret));
    }

    @Test
    void secret_previousAlone_isAFault() {
        assertThat(faults("JWT_SECRET_PREVIOUS", SECRET))
                .singleElement()
                .asString()
                .contains("expected both");
    }

    @Test
    void session_givenTimes_areTaken() {
        AppConfig config = read("ACCESS_TOKEN_LIFETIME", "5m", "SESSION_LIFETIME", "7d", "TOKEN_IN_QUERY", "false");

        assertThat(config.session().accessTokenLifetime()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.session().sessionLifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(config.session().isTokenInQuery()).isFalse();
    }
}
