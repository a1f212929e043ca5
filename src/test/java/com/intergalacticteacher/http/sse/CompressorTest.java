package com.intergalacticteacher.http.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.testing.Decoding;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressorTest {
    @BeforeAll
    static void load() {
        List.of(Coding.values()).forEach(Coding::load);
    }

    private static String frame(int seq) {
        return "id: 18:" + seq + "\ndata: {\"type\":\"content\",\"chunk\":\"otter \",\"offset\":" + seq * 6 + "}\n\n";
    }

    @ParameterizedTest
    @EnumSource
    void next_ofEachFrame_isReadableAtOnce(Coding coding) {
        Compressor compressor = new Compressor(coding);
        Decoding decoding = Decoding.of(coding.token());
        for (int seq = 1; seq <= 50; seq++) {
            assertThat(decoding.next(compressor.next(Buffer.buffer(frame(seq)))))
                    .isEqualTo(frame(seq));
        }
        assertThat(decoding.next(compressor.close())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void next_ofManyStreamsInTurn_mixesNothing(Coding coding) {
        List<Compressor> compressors =
                IntStream.range(0, 5).mapToObj(i -> new Compressor(coding)).toList();
        List<Decoding> decodings =
                compressors.stream().map(i -> Decoding.of(coding.token())).toList();
        for (int seq = 1; seq <= 20; seq++) {
            for (int i = 0; i < compressors.size(); i++) {
                String frame = frame(seq * 10 + i);
                assertThat(decodings.get(i).next(compressors.get(i).next(Buffer.buffer(frame))))
                        .isEqualTo(frame);
            }
        }
        compressors.forEach(Compressor::close);
    }

    @ParameterizedTest
    @EnumSource
    void next_longerThanAnyBuffer_comesWhole(Coding coding) {
        String frames =
                IntStream.range(0, 20_000).mapToObj(CompressorTest::frame).collect(Collectors.joining());
        Compressor compressor = new Compressor(coding);
        assertThat(Decoding.of(coding.token()).next(compressor.next(Buffer.buffer(frames))))
                .isEqualTo(frames);
        compressor.close();
    }

    @ParameterizedTest
    @EnumSource
    void close_aSecondTime_hasNothingToSay(Coding coding) {
        Compressor compressor = new Compressor(coding);
        compressor.close();
        assertThat(compressor.close().length()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br, zstd', ZSTD",
        "GZIP, GZIP",
        "'br;q=1.0, gzip;q=0.8', GZIP",
        "'zstd;q=0, gzip', GZIP",
        "'zstd; q=0.000, gzip', GZIP",
        "'gzip;q=0', ",
        "identity, ",
        "'*', ",
        "'', ",
        ", ",
    })
    void asked_ofWhatIsOffered_isTheFirstThatIsAccepted(String header, Coding expected) {
        assertThat(Coding.asked(header, List.of(Coding.ZSTD, Coding.GZIP)).orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void asked_whenNothingIsOffered_isNothing(Coding coding) {
        assertThat(Coding.asked(coding.token(), List.of())).isEmpty();
    }
}
