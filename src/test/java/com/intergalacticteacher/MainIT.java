package com.intergalacticteacher;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.JavaProcess;
import com.intergalacticteacher.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainIT {
    private static final Map<String, String> ANY_PORTS =
            Map.of("HTTP_HOST", "127.0.0.1", "HTTP_PORT", "0", "MANAGEMENT_PORT", "0");

    @TempDir
    Path folder;

    private JavaProcess main(Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(ANY_PORTS);
        environment.putAll(settings);
        return JavaProcess.start(folder, environment, Main.class);
    }

    @Test
    void main_withFaults_listsEachOnALineAndExitsWith78() throws Exception {
        Files.createDirectory(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/application.env"), "HTTP_PROT=80\nNODE_LEASE=never\n");
        try (JavaProcess program = main(Map.of("HTTP_PORT", "abc", "JWT_SECRET", "tooshort"))) {
            assertThat(program.awaitExit()).isEqualTo(78);
            assertThat(program.output().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("HTTP_PORT is \"abc\", expected a whole number"),
                            line -> assertThat(line).startsWith("JWT_SECRET has 8 bytes"),
                            line -> assertThat(line).startsWith("NODE_LEASE is \"never\", expected a time"),
                            line -> assertThat(line).startsWith("unknown setting HTTP_PROT, did you mean HTTP_PORT?"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PORT", "MANAGEMENT_PORT"})
    void main_whenAPortIsTaken_namesPortAndSettingAndExitsWith1(String setting) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JavaProcess program = main(Map.of(setting, Integer.toString(taken.getLocalPort())))) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output())
                    .contains("Port " + taken.getLocalPort() + " of 127.0.0.1")
                    .contains("set " + setting);
        }
    }

    @Test
    void main_whenTheDatabaseIsNotThere_saysSoWithoutThePasswordAndExitsWith1() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> settings = Map.of(
                "DATABASE_URL",
                "postgresql://me:hunter2@127.0.0.1:" + port + "/stories",
                "JWT_SECRET",
                "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR");
        try (JavaProcess program = main(settings)) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output())
                    .contains("Cannot start: The database postgresql://me@127.0.0.1:" + port + "/stories")
                    .contains("Connection refused")
                    .doesNotContain("hunter2", "k7Qd2vXw9LmZr4Tb", "\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void main_signalled_closesInOrderAndExitsWith0(String signal) throws Exception {
        try (JavaProcess program = main(Map.of())) {
            program.awaitOutput("PostgreSQL of ");
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(program.awaitExit()).describedAs(program.output()).isZero();
            assertThat(folder.resolve("data/postgresql/PG_VERSION")).exists();
            assertThat(folder.resolve("data/postgresql/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void main_withADatabaseUrl_startsNoServerOfItsOwn() throws Exception {
        String url = TestDatabase.createUri();
        try (JavaProcess program =
                main(Map.of("DATABASE_URL", url, "JWT_SECRET", "k7Qd2vXw9LmZr4TbYc8HnPs3JgFa6UeR"))) {
            program.awaitOutput("Started as ");
            program.terminate();
            assertThat(program.awaitExit()).describedAs(program.output()).isZero();
            assertThat(folder.resolve("data")).doesNotExist();
            assertThat(List.of(program.output())).noneMatch(output -> output.contains(url));
        }
    }
}
