package com.intergalacticteacher.stage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyllablesTest {
    /** Words of children's stories, by their number of syllables from one on. */
    private static final List<String> WORDS = List.of(
            "the cat dog sun moon star house horse mouse tree bee sea ship boat child brave cave stone home time smile once"
                    + " loved jumped walked looked smiled asked laughed climbed friend friends dream cloud rain night light"
                    + " knight ghost whale apes cakes games waves voice fire prince geese school",
            "dragon rabbit garden castle little apple table purple gentle turtle candle happy funny magic forest river"
                    + " mountain window morning evening mother father sister brother children water winter summer flower secret treasure"
                    + " monster giant lion tiger robot rocket planet puppy kitten wanted started landed needed ended wishes boxes houses"
                    + " places bridges branches being going playing singing under over again above kingdom princess quiet poem people"
                    + " surprise",
            "adventure animal banana beautiful butterfly elephant umbrella family together suddenly remember discover"
                    + " wonderful yesterday tomorrow important imagine dinosaur grandmother crocodile library mystery another"
                    + " museum piano idea violin happily quietly excited",
            "caterpillar alligator television helicopter watermelon invisible impossible everybody"
                    + " salamander especially kindergarten");

    @Test
    void of_storyWords_isRightForNearlyAll() {
        List<String> wrong = IntStream.rangeClosed(1, WORDS.size())
                .boxed()
                .flatMap(count -> words(count)
                        .filter(word -> Syllables.of(word) != count)
                        .map(word -> word + ": " + Syllables.of(word) + ", not " + count))
                .toList();
        long all = IntStream.rangeClosed(1, WORDS.size())
                .mapToLong(count -> words(count).count())
                .sum();

        assertThat(all).isGreaterThanOrEqualTo(150);
        assertThat(wrong).hasSizeLessThanOrEqualTo((int) (all * 0.07));
    }

    @Test
    void of_anyWord_isAtLeastOne() {
        assertThat(List.of(Syllables.of("hmm"), Syllables.of("42"), Syllables.of(""), Syllables.of("me")))
                .containsOnly(1);
    }

    @Test
    void of_capitals_isTheSame() {
        assertThat(Syllables.of("DRAGON")).isEqualTo(2);
    }

    private static java.util.stream.Stream<String> words(int count) {
        return Arrays.stream(WORDS.get(count - 1).split(" "));
    }
}
