package com.intergalacticteacher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.database.SqlState;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between the rooms, and what each room alone may touch. */
class ArchitectureTest {
    private static final String BASE = "com.intergalacticteacher";

    /** What a room may import beside itself; the root package sees all and is seen by none. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("config", Set.of()),
            Map.entry("event", Set.of()),
            Map.entry("logging", Set.of()),
            Map.entry("trace", Set.of()),
            Map.entry("database", Set.of()),
            Map.entry("bus", Set.of("event")),
            Map.entry("journal", Set.of("database", "event")),
            Map.entry("moderation", Set.of("event")),
            Map.entry("account", Set.of("database", "event")),
            Map.entry("story", Set.of("event")),
            Map.entry("storyteller", Set.of("event")),
            Map.entry("stream", Set.of("database", "journal", "bus", "event", "trace")),
            Map.entry("stage", Set.of("stream", "bus", "storyteller", "moderation", "event")),
            Map.entry("http", Set.of("database", "stream", "story", "account", "event", "trace")),
            Map.entry("metrics", Set.of("event", "http", "journal", "moderation", "storyteller", "stream")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void rooms_areThoseOfTheTable() {
        assertThat(CLASSES.stream()
                        .map(ArchitectureTest::room)
                        .filter(room -> !room.isEmpty())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_importsOnlyWhatItMay(String room) {
        noClasses()
                .that(resideIn(Set.of(room)))
                .should()
                .dependOnClassesThat(resideIn(othersThan(room)))
                .check(CLASSES);
    }

    static Stream<String> rooms() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    @Test
    void rooms_haveNoCycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void stages_doNotKnowEachOther() {
        slices().matching(BASE + ".stage.(*)..").should().notDependOnEachOther().check(CLASSES);
    }

    @Test
    void storytellers_doNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".storyteller.openai")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".storyteller.builtin", BASE + ".storyteller.grammar")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".storyteller.builtin", BASE + ".storyteller.grammar")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".storyteller.openai")
                .check(CLASSES);
    }

    /** Of PostgreSQL the rooms know what its refusals mean and how to wait for it; all else is handed to them. */
    @Test
    void rooms_knowOfTheDatabaseOnlyWhatItSays() {
        noClasses()
                .that(resideIn(MAY_IMPORT.keySet())
                        .and(resideIn(Set.of("database")).negate()))
                .should()
                .dependOnClassesThat(
                        resideIn(Set.of("database")).and(isNot(SqlState.class)).and(isNot(Outage.class)))
                .check(CLASSES);
    }

    @Test
    void event_isMadeOfTheJdkAndJacksonAlone() {
        classes()
                .that(resideIn(Set.of("event")))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(BASE + ".event", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void micrometer_isKnownToMetricsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(CLASSES);
    }

    @Test
    void openTelemetry_isKnownToTraceAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".trace..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(CLASSES);
    }

    @Test
    void sql_isSpokenOnlyWhereDataIsKept() {
        noClasses()
                .that(resideIn(Set.of("bus", "event", "http", "metrics", "moderation", "stage", "storyteller")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..")
                .check(CLASSES);
    }

    /** These would hold up an event loop, and with it every stream on it. */
    @Test
    void eventLoops_areNeverBlocked() {
        noClasses()
                .that(resideIn(Set.of("database")).negate().and(isNot(Main.class)))
                .should()
                .callMethodWhere(blocks())
                .check(CLASSES);
    }

    @Test
    void names_sayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Common|Impl|Base)")
                .check(CLASSES);
    }

    @Test
    void staticFields_areFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void packages_areNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        JavaPackage base = CLASSES.getPackage(BASE);
        Stream.concat(Stream.of(base), base.getSubpackagesInTree().stream())
                .filter(room -> !room.getClasses().isEmpty())
                .filter(room -> room.tryGetAnnotationOfType(NullMarked.class).isEmpty())
                .forEach(room -> unmarked.add(room.getName()));
        assertThat(unmarked).isEmpty();
    }

    private static Set<String> othersThan(String room) {
        Set<String> others = new TreeSet<>(MAY_IMPORT.keySet());
        others.add("");
        others.removeAll(MAY_IMPORT.get(room));
        others.remove(room);
        return others;
    }

    /** The first name below the base package; empty for the root. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(BASE)) {
            return "";
        }
        return name.startsWith(BASE + ".") ? name.substring(BASE.length() + 1).split("\\.")[0] : "not ours";
    }

    private static DescribedPredicate<JavaClass> resideIn(Set<String> rooms) {
        return DescribedPredicate.describe("reside in " + rooms, type -> rooms.contains(room(type)));
    }

    private static DescribedPredicate<JavaClass> isNot(Class<?> excepted) {
        return DescribedPredicate.describe(
                "are not " + excepted.getSimpleName(), type -> !type.isEquivalentTo(excepted));
    }

    private static DescribedPredicate<JavaCall<?>> blocks() {
        return DescribedPredicate.describe("blocks its thread", call -> {
            JavaClass owner = call.getTarget().getOwner();
            String name = call.getTarget().getName();
            return switch (name) {
                case "sleep" -> owner.isEquivalentTo(Thread.class);
                case "get", "join" -> owner.isAssignableTo(java.util.concurrent.Future.class);
                case "await" ->
                    owner.isAssignableTo(io.vertx.core.Future.class)
                            || owner.isAssignableTo(java.util.concurrent.CountDownLatch.class);
                default -> false;
            };
        });
    }
}
