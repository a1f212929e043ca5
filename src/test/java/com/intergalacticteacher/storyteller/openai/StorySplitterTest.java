package com.intergalacticteacher.storyteller.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.storyteller.Cuts;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorySplitterTest {
    private static final String TAIL = "\n{\"title\":\"The Fox\",\"choices\":[\"===a\"]}";

    @Property(tries = 3000, seed = "20261122")
    void push_anyCut_saysWhatTheWholeWouldSay(@ForAll("answers") String answer, @ForAll long seed) {
        StorySplitter whole = new StorySplitter("");
        String expected = whole.push(answer) + whole.end();
        StorySplitter cut = new StorySplitter("");
        StringBuilder said = new StringBuilder();
        Cuts.of(answer, seed).forEach(piece -> said.append(cut.push(piece)));
        said.append(cut.end());
        assertThat(said.toString()).isEqualTo(expected);
        assertThat(cut.tail()).isEqualTo(whole.tail());
        assertThat(cut.heading()).isEqualTo(whole.heading());
    }

    @Property(tries = 1000, seed = "20261122")
    void push_anyCut_neverSaysTheMarkerOrWhatFollows(@ForAll("prose") String story, @ForAll long seed) {
        StorySplitter splitter = new StorySplitter("");
        StringBuilder said = new StringBuilder();
        Cuts.of(story + "\n" + StorySplitter.MARKER + TAIL, seed).forEach(piece -> {
            said.append(splitter.push(piece));
            assertThat(story.strip()).startsWith(said.toString());
        });
        assertThat(said + splitter.end()).isEqualTo(story.strip());
        assertThat(splitter.tail()).isEqualTo(StorySplitter.MARKER + TAIL);
    }

    @Property(tries = 1000, seed = "20261122")
    void push_plainProse_isHeldBackByWhiteSpaceAlone(@ForAll("prose") String story, @ForAll long seed) {
        StorySplitter splitter = new StorySplitter("");
        StringBuilder given = new StringBuilder();
        StringBuilder said = new StringBuilder();
        for (String piece : Cuts.of("Once" + story, seed)) {
            given.append(piece);
            said.append(splitter.push(piece));
            if (given.length() > 8) {
                String whole = given.toString().replaceFirst("[\\ud800-\\udbff]$", "");
                assertThat(said.toString()).isEqualTo(whole.stripTrailing());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "===CHOICES===",
                "=== CHOICES ===",
                "====choices====",
                "===CHOIX===",
                "**===CHOICES===**",
                "### ===CHOICES===",
                "===\u00a0CHOICES",
                "---\n===CHOICES===",
                "```json",
                "```\n===CHOICES===",
            })
    void push_markersOfAllSorts_endTheStory(String marker) {
        StorySplitter splitter = new StorySplitter("");
        String said = splitter.push("The end.\n\n" + marker.replace('\u00a0', ' ') + TAIL + "\n```") + splitter.end();
        assertThat(said).isEqualTo("The end.");
        assertThat(splitter.tail()).contains("{\"title\"");
    }

    @Test
    void push_jsonWithoutMarker_endsTheStory() {
        StorySplitter splitter = new StorySplitter("");
        assertThat(splitter.push("The end." + TAIL) + splitter.end()).isEqualTo("The end.");
        assertThat(splitter.tail()).startsWith("{\"title\"");
    }

    @Test
    void push_markerInTheMiddleOfALine_endsTheStory() {
        StorySplitter splitter = new StorySplitter("");
        assertThat(splitter.push("The end. ===CHOI") + splitter.push("CES===" + TAIL))
                .isEqualTo("The end.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "# The Fox\\n\\nOnce | Once | The Fox",
                "**The Fox**\\n\\nOnce | Once | The Fox**",
                "Title: The Fox\\nOnce | Once | The Fox",
                "**Title:** The Fox\\nOnce | Once | ** The Fox",
                "Titre : Le renard\\nOnce | Once | Le renard",
                "Story: Once | Once |",
                "Chapter 2: Once | Once |",
                "```\\nOnce\\n``` | Once |",
                "  \\n\\t Once | Once |",
                "Once\\n\\n---\\n\\nMore | Once\\n\\n\\nMore |",
                "Once\\n## Part two\\nMore | Once\\nMore |",
                "**Whoosh!** went it | **Whoosh!** went it |",
                "*Whoosh!* | *Whoosh!* |",
                "- Hello! | - Hello! |",
                "Titles are fun | Titles are fun |",
                "Story time | Story time |",
                "1 == 1 = yes == | 1 == 1 = yes == |",
                "Once\\u0000 \\u0007upon\\r\\na | Once upon\\na |",
                "Tab\\there | Tab\\there |",
                "Half \\ud83d. | Half \\uFFFD. |",
            })
    void push_whatIsNoStory_isLeftOut(String answer, String story, String heading) {
        StorySplitter splitter = new StorySplitter("");
        assertThat(splitter.push(unescaped(answer)) + splitter.end()).isEqualTo(unescaped(story));
        if (heading == null) {
            assertThat(splitter.heading()).isNull();
        } else {
            assertThat(splitter.heading()).contains(heading.replace("*", "").strip());
        }
    }

    @Test
    void push_ruleCutAfterItsTab_isLeftOut() {
        StorySplitter splitter = new StorySplitter("");
        assertThat(splitter.push("*\t") + splitter.push("**\nOnce") + splitter.end())
                .isEqualTo("Once");
    }

    @Test
    void push_continuation_keepsTheSpaceItBeginsWith() {
        assertThat(new StorySplitter("Once upon").push(" a time")).isEqualTo(" a time");
        assertThat(new StorySplitter("Once upon\n\n").push("\n A time")).isEqualTo("A time");
        assertThat(new StorySplitter("Once upon").push("# no heading here")).isEqualTo("# no heading here");
    }

    @Test
    void push_endlessTail_isBounded() {
        StorySplitter splitter = new StorySplitter("");
        splitter.push("The end.\n===CHOICES===\n");
        for (int i = 0; i < 100; i++) {
            splitter.push("x".repeat(1000));
        }
        assertThat(splitter.tail()).hasSize(16_384);
    }

    @Provide
    Arbitrary<String> answers() {
        return Arbitraries.of(
                        "Once upon",
                        " a time",
                        "\n",
                        "\n\n",
                        "=",
                        "==",
                        "===",
                        "CHOICES",
                        "# ",
                        "**",
                        "*",
                        "---",
                        "```",
                        "json",
                        "Title",
                        ":",
                        "Story: ",
                        "{\"title\":1}",
                        " ",
                        "😀",
                        "é",
                        "\r\n",
                        "Chapter 1",
                        "_",
                        "> ",
                        "The end.",
                        "\t",
                        "T")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of(
                        " Once",
                        " upon",
                        ", she said.",
                        "\n\nThen",
                        " it was…",
                        " 😀",
                        " \"Oh!\"",
                        " é",
                        "  ",
                        " river")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    private static String unescaped(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        StringBuilder out = new StringBuilder();
        assertThat(JsonText.append(bytes, 0, bytes.length, out)).isTrue();
        return out.toString();
    }
}
