package com.intergalacticteacher.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** Starts the server of a folder, commits one more row and says how many there are; then stays, or closes. */
final class EmbeddedPostgresProgram {
    private EmbeddedPostgresProgram() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println("rows " + addRow(server.url()) + ".");
        if (arguments[1].equals("stay")) {
            new CountDownLatch(1).await();
        }
        server.close();
    }

    static int addRow(DatabaseUrl url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS starts (at timestamptz DEFAULT now())");
            statement.execute("INSERT INTO starts DEFAULT VALUES");
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM starts")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    static String show(DatabaseUrl url, String setting) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
