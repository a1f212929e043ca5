package com.intergalacticteacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer','minimum':1,'maximum':9}                      | an integer from 1 to 9",
                "{'type':'integer','minimum':1}                                  | an integer of at least 1",
                "{'type':['integer','null'],'minimum':1,'maximum':9}             | an integer from 1 to 9, or null",
                "{'type':'integer'}                                              | an integer",
                "{'type':'string','minLength':8,'maxLength':128}                 | a text of 8 to 128 characters",
                "{'type':'string','maxLength':12}                                | a text of at most 12 characters",
                "{'type':'string','enum':['token','sentence']}                   | one of token, sentence",
                "{'type':'string','pattern':'^a$','x-expected':'the letter a'}   | the letter a",
                "{'type':'array','maxItems':10}                                  | a list of at most 10 items",
                "{'type':'object'}                                               | an object",
                "{'type':'object','minProperties':1}                             | an object of at least 1 field",
            })
    void of_schema_saysIt(String schema, String words) {
        assertThat(Expectation.of(new JsonObject(schema.replace('\'', '"')))).isEqualTo(words);
    }
}
