package com.intergalacticteacher.database;

import static com.intergalacticteacher.database.EmbeddedPostgresProgram.addRow;
import static com.intergalacticteacher.database.EmbeddedPostgresProgram.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.intergalacticteacher.testing.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresIT {
    @TempDir
    Path folder;

    @TempDir
    static Path programs;

    @BeforeEach
    void shareTheUnpackedPrograms() throws IOException {
        Files.createSymbolicLink(folder.resolve("postgresql-programs"), programs);
        Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("other/postgresql-programs"), programs);
    }

    private Path data() {
        return folder.resolve("postgresql");
    }

    @Test
    void start_afterAKilledServer_hasOneSocketForItsUserAlone() throws Exception {
        Files.createFile(folder.resolve(".s.PGSQL.5432"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            Path socket = folder.resolve(".s.PGSQL." + server.url().port());
            assertThat(server.connectOptions().isUsingDomainSocket()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rwx------");
            assertThat(folder.resolve(".s.PGSQL.5432")).doesNotExist();
        }
        assertThat(folder.toFile().list((in, name) -> name.startsWith(".s.PGSQL.")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with blanks",
                "a-path-too-long-for-a-socket-a-path-too-long-for-a-socket-a-path-too-long-for-a-socket"
            })
    void start_inAFolderThatNoSocketFits_listensOnTheLoopbackAlone(String name) throws Exception {
        Path odd = Files.createDirectory(folder.resolve(name));
        Files.createSymbolicLink(odd.resolve("postgresql-programs"), programs);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(odd)) {
            assertThat(server.connectOptions().isUsingDomainSocket()).isFalse();
            assertThat(show(server.url(), "unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void start_again_keepsItsDataAndIsDurable() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(addRow(server.url())).isEqualTo(1);
            assertThat(show(server.url(), "fsync")).isEqualTo("on");
            assertThat(show(server.url(), "synchronous_commit")).isEqualTo("on");
            assertThat(show(server.url(), "full_page_writes")).isEqualTo("on");
            assertThat(show(server.url(), "listen_addresses")).isEqualTo("127.0.0.1");
        }
        assertThat(Postmaster.of(data())).isEmpty();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(addRow(server.url())).isEqualTo(2);
        }
    }

    @Test
    void start_withoutPassword_letsNobodyIn() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            DatabaseUrl url = server.url();
            assertThatThrownBy(() -> DriverManager.getConnection(url.jdbcUrl(), url.user(), "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void start_whileAnotherProcessHoldsTheFolder_isRefusedNamingIt() throws Exception {
        try (JavaProcess holder = program("stay")) {
            holder.awaitOutput("rows 1.");
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("DATA_DIR " + folder)
                    .hasMessageContaining("in use by another running");
            assertThat(Postmaster.of(data())).isPresent();
            holder.kill();
        } finally {
            EmbeddedPostgres.start(folder).close();
        }
    }

    @Test
    void start_whileThisProcessHoldsTheFolder_isRefused() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(server.url().port()).isPositive();
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder)).hasMessageContaining("in use by another running");
        }
    }

    @Test
    void start_afterKill9_stopsTheOrphanAndIsUpWithinSeconds() throws Exception {
        try (JavaProcess program = program("stay")) {
            program.awaitOutput("rows 1.");
            program.kill();
        }
        Postmaster orphan = Postmaster.of(data()).orElseThrow();
        Instant before = Instant.now();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(addRow(server.url())).isEqualTo(2);
            assertThat(Postmaster.of(data()).orElseThrow().pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void start_afterTheServerItselfWasKilled_recovers() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            addRow(server.url());
            Postmaster.of(data()).orElseThrow().kill();
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(addRow(server.url())).isEqualTo(2);
        }
    }

    /** As in a new container, where numbers begin anew. */
    @Test
    void start_whenThePidIsAnotherProgramsByNow_leavesThatAloneAndStarts() throws Exception {
        EmbeddedPostgres.start(folder).close();
        try (JavaProcess stranger = JavaProcess.start(
                folder,
                Map.of(),
                EmbeddedPostgresProgram.class,
                folder.resolve("other").toString(),
                "stay")) {
            stranger.awaitOutput("rows 1.");
            long other = Postmaster.of(folder.resolve("other/postgresql"))
                    .orElseThrow()
                    .pid();
            for (long pid : new long[] {stranger.pid(), other}) {
                Files.writeString(Postmaster.pidFile(data()), pid + "\n" + data() + "\n");
                EmbeddedPostgres.start(folder).close();
            }
            assertThat(Postmaster.of(folder.resolve("other/postgresql"))).isPresent();
            stranger.kill();
        } finally {
            EmbeddedPostgres.start(folder.resolve("other")).close();
        }
    }

    @Test
    void start_onAFolderThatIsBroken_saysWhyAtOnce() throws IOException {
        EmbeddedPostgres.start(folder).close();
        Files.delete(data().resolve("global/pg_control"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("postgresql.log")
                .hasMessageContaining("pg_control");
    }

    @Test
    void start_afterAFirstStartThatWasCutOff_beginsAnew() throws Exception {
        Files.createDirectories(folder.resolve("postgresql.new/base"));
        Files.writeString(folder.resolve("postgresql.new/PG_VERSION"), "18");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            assertThat(addRow(server.url())).isEqualTo(1);
        }
    }

    @Test
    void start_asAnOrdinaryUser_works() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "is an ordinary user already");
        Path open = Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = Files.createDirectory(open.resolve("home"));
        Files.setOwner(
                home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        try (JavaProcess program = JavaProcess.start(
                home,
                Map.of(),
                List.of("runuser", "-u", "nobody", "--"),
                readableClassPath(open),
                EmbeddedPostgresProgram.class,
                home.resolve("data").toString(),
                "close")) {
            assertThat(program.awaitExit()).describedAs(program.output()).isZero();
            assertThat(program.output()).contains("rows 1.");
        }
        assertThat(Files.getOwner(home.resolve("data/postgresql")).getName()).isEqualTo("nobody");
    }

    private JavaProcess program(String mode) throws IOException {
        return JavaProcess.start(folder, Map.of(), EmbeddedPostgresProgram.class, folder.toString(), mode);
    }

    /** Copies: what Maven resolved may lie where only root may look. */
    private static String readableClassPath(Path target) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : Arrays.asList(JavaProcess.classPath().split(File.pathSeparator))) {
            Path copy = target.resolve(Integer.toString(copies.size()))
                    .resolve(Path.of(entry).getFileName());
            copy(Path.of(entry), copy);
            copies.add(copy.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
