package com.intergalacticteacher.storyteller.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.storyteller.Requests;
import com.intergalacticteacher.storyteller.StandIn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingReaderTest {
    private static final StandIn MIA = StandIn.of("Mia", Stream.empty());

    @Test
    void of_wellFormed_isReadWithTheNamePutBack() {
        Ending ending = of(
                "===CHOICES===\n```json\n{\"title\":\"Zephrin's Star\",\"choice_question\":\"What will ZEPHRIN do?\","
                        + "\"choices\":[\"Fly on\",{\"id\":9,\"text\":\"Wake Zephrin's cat\"}],\"educational_elements\":[\"courage\"]}\n```",
                null);
        assertThat(ending)
                .isEqualTo(new Ending(
                        "Mia's Star",
                        "What will MIA do?",
                        List.of(new Choice(1, "Fly on"), new Choice(2, "Wake Mia's cat")),
                        List.of("courage")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "===CHOICES===",
                "===CHOICES===\n{\"title\":\"A\",\"choi",
                "===C\nnone",
                "{}",
                "{\"choices\":\"no\"}",
                "{\"title\":7,\"choices\":{\"text\":\"a\"},\"choice_question\":null,\"educational_elements\":[[],1,null,\"\"]}",
            })
    void of_missingOrBroken_isSensible(String tail) {
        assertThat(of(tail, null)).isEqualTo(new Ending("Space", null, List.of(), List.of()));
    }

    @Test
    void of_noTitleButAHeading_isTheHeading() {
        assertThat(of("", "Zephrin's Fox**").title()).isEqualTo("Mia's Fox");
    }

    @Test
    void of_titleAskedFor_isThatTitle() {
        Brief brief = new Brief(Requests.MIA, "space", "My own", 1, null, null, List.of());
        assertThat(EndingReader.of("{\"title\":\"Another\"}", null, brief, MIA).title())
                .isEqualTo("My own");
    }

    @Test
    void of_tooMuch_isBounded() {
        String word = "\\ud83d\\ude00".repeat(100);
        Ending ending = of(
                "{\"title\":\"" + word + "\",\"choices\":[\"" + word
                        + "\",\"a\\u0000\\n b\",\"a b\",\"c\",\"d\",\"e\",\"f\"]}",
                null);
        assertThat(ending.choices()).extracting(Choice::text).hasSize(4).contains("a b", "c", "d");
        assertThat(ending.choices().get(0).text()).endsWith("😀…").hasSizeLessThanOrEqualTo(120);
        assertThat(ending.title()).hasSizeLessThanOrEqualTo(120);
    }

    private static Ending of(String tail, String heading) {
        return EndingReader.of(tail, heading, Requests.FIRST, MIA);
    }
}
