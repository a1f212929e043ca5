package com.intergalacticteacher.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of the documentation: what a version of the program reads and writes stays there, and stays as lax, through
 * the migration of the version after it, which may roll out beside it.
 */
class MigrationsIT {
    private static final String COLUMNS = """
            SELECT table_name || '.' || column_name, data_type, is_nullable = 'YES' OR column_default IS NOT NULL
              OR is_identity = 'YES'
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'""";
    /** Of a table, by its name: what refuses a row. A reference that a new column brings along is not among them. */
    private static final String RULES = """
            SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(c.oid), array_to_string(array(
              SELECT conrelid::regclass::text || '.' || attname FROM pg_attribute
              WHERE attrelid = conrelid AND attnum = ANY(conkey)), ' ')
            FROM pg_constraint c WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'u', 'x', 'p')
              AND conrelid::regclass::text <> 'flyway_schema_history'""";

    private record Column(String type, boolean mayBeLeftOut) {}

    /** @param rules each with the columns it is about */
    private record Schema(Map<String, Column> columns, Map<String, Set<String>> rules) {
        Set<String> tables() {
            return columns.keySet().stream()
                    .map(column -> column.substring(0, column.indexOf('.')))
                    .collect(Collectors.toSet());
        }
    }

    private static Flyway flyway(DatabaseUrl url, String version) {
        return Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:db/migration")
                .cleanDisabled(false)
                .target(version)
                .load();
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    private static Schema schema(DatabaseUrl url) throws SQLException {
        Map<String, Column> columns = new TreeMap<>();
        Map<String, Set<String>> rules = new TreeMap<>();
        try (Connection connection = connect(url)) {
            ResultSet found = connection.createStatement().executeQuery(COLUMNS);
            while (found.next()) {
                columns.put(found.getString(1), new Column(found.getString(2), found.getBoolean(3)));
            }
            ResultSet ruled = connection.createStatement().executeQuery(RULES);
            while (ruled.next()) {
                rules.put(ruled.getString(1), Set.of(ruled.getString(2).split(" ")));
            }
        }
        return new Schema(columns, rules);
    }

    private static Set<String> broken(Schema before, Schema after) {
        Set<String> broken = new TreeSet<>();
        before.columns().forEach((name, column) -> {
            Column now = after.columns().get(name);
            if (now == null) {
                broken.add(name + " is gone");
            } else if (!now.type().equals(column.type())) {
                broken.add(name + " is of another type");
            } else if (column.mayBeLeftOut() && !now.mayBeLeftOut()) {
                broken.add(name + " is required");
            }
        });
        after.columns().forEach((name, column) -> {
            boolean isOldTable = before.tables().contains(name.substring(0, name.indexOf('.')));
            if (isOldTable && !before.columns().containsKey(name) && !column.mayBeLeftOut()) {
                broken.add(name + " is new and required");
            }
        });
        after.rules().forEach((rule, columns) -> {
            if (!before.rules().containsKey(rule) && columns.stream().allMatch(before.columns()::containsKey)) {
                broken.add(rule + " is a new rule for old columns");
            }
        });
        return broken;
    }

    static Stream<String> versions() {
        return Stream.of(flyway(TestDatabase.createUrl(), "latest").info().all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .skip(1);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void migration_leavesTheVersionBeforeAtWork(String version) throws SQLException {
        DatabaseUrl url = TestDatabase.createUrl();
        flyway(url, "latest").clean();
        flyway(url, String.valueOf(Integer.parseInt(version) - 1)).migrate();
        Schema before = schema(url);

        flyway(url, version).migrate();

        assertThat(broken(before, schema(url))).isEmpty();
    }

    /** The check would see it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE children DROP COLUMN interests | is gone",
                "ALTER TABLE children RENAME COLUMN age TO years | is gone",
                "ALTER TABLE children RENAME TO kids | is gone",
                "DROP TABLE watches | is gone",
                "ALTER TABLE children ALTER COLUMN age TYPE bigint | is of another type",
                "ALTER TABLE children ALTER COLUMN interests DROP DEFAULT | is required",
                "ALTER TABLE stories ALTER COLUMN title SET NOT NULL | is required",
                "ALTER TABLE stories ADD COLUMN mood text NOT NULL | is new and required",
                "ALTER TABLE stories ADD CHECK (length(theme) < 9) | is a new rule",
                "ALTER TABLE stories ADD UNIQUE (theme) | is a new rule",
            })
    void migration_thatWouldNot_isFound(String sql, String fault) throws SQLException {
        DatabaseUrl url = TestDatabase.createUrl();
        Schema before = schema(url);

        TestDatabase.execute(url, sql);

        assertThat(broken(before, schema(url))).isNotEmpty().anyMatch(found -> found.contains(fault));
    }

    @Test
    void migration_thatOnlyAdds_isNoFault() throws SQLException {
        DatabaseUrl url = TestDatabase.createUrl();
        Schema before = schema(url);

        TestDatabase.execute(url, """
                CREATE TABLE moods (story_id bigint NOT NULL REFERENCES stories ON DELETE CASCADE, mood text NOT NULL);
                ALTER TABLE stories ADD COLUMN mood text CHECK (mood <> ''), ADD COLUMN stars int NOT NULL DEFAULT 0;
                ALTER TABLE stories ALTER COLUMN theme DROP NOT NULL""");

        assertThat(broken(before, schema(url))).isEmpty();
    }
}
