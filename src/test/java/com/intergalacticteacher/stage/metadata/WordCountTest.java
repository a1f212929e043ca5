package com.intergalacticteacher.stage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordCountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | The lantern-keeper's cat had 3.5 lives left. Nobody did... Why not?",
                "en | Mia ran. She ran to the well-known hill, and the hill ran too! It was 7 o'clock.",
                "de | Der kleine Drache flog über das Schloß. Niemand kam.",
                "fr | L'été dernier, le renard s'en alla. Où donc ? Là-bas, derrière la forêt !",
                "es | ¿Quién vive en la torre? ¡Nadie! El gato negro dormía.",
                "ja | 小さな竜が飛んだ。みんな笑った。",
                "th | แมวตัวน้อยวิ่งไปที่สวน แล้วหัวเราะ",
                "vi | Chú mèo nhỏ chạy ra vườn. Rồi nó cười!",
                "ru | Маленький дракон летел над лесом. Куда? Домой!",
            })
    void count_ofWhatIsPlain_isThatOfTheBreaks(String language, String text) {
        Locale locale = Locale.forLanguageTag(language);
        assertThat(WordCount.of(text, locale)).isEqualTo(WordCount.ofBreaks(text, locale));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Don’t wake Mia’s cat! | 4 | 1",
                "en | \"Wait!\" cried the fox. So they waited. | 7 | 2",
                "en | word 1764012345678901234 word | 3 | 1",
                "en | café olé. Yes. | 3 | 2",
                "en | 'Stay!' she said. | 3 | 1",
                "de | „Komm mit!“, rief er. | 4 | 1",
            })
    void count_isWhatAReaderWouldSay(String language, String text, int words, int sentences) {
        WordCount count = WordCount.of(text, Locale.forLanguageTag(language));
        assertThat(count.sentences()).isEqualTo(sentences);
        assertThat(count.words()).isEqualTo(words);
    }

    @Test
    void anEmptyLine_endsASentence() {
        assertThat(WordCount.of("The End\n\nThe moon came up\nand stayed", Locale.ENGLISH)
                        .sentences())
                .isEqualTo(2);
    }
}
