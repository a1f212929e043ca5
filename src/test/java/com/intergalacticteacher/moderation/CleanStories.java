package com.intergalacticteacher.moderation;

import java.util.ArrayList;
import java.util.List;

/** Ordinary sentences put together from parts, in numbers that a rate can be told from. */
final class CleanStories {
    record Sentence(String language, String text) {}

    private static final String[] WHO = {
        "Mia", "the assistant of the baker", "old Mr Dickens", "a shy raccoon", "Grandma Essie", "the cockatoo",
                "Captain Cass",
        "the class hamster", "Titus the snail", "a swan from Sussex", "the heroine", "Uncle Hancock", "the shipmate",
                "a peacock",
    };
    private static final String[] DID = {
        "passed the grapes to", "sat on the grass with", "told a long story to", "drew a map of the canal for",
                "shared a cucumber with",
        "danced the cha-cha with", "counted 1, 2, 3 stars with", "wrapped a scarf around", "baked scones for",
                "analysed the sky with",
        "hung a lantern up for", "shot marbles with", "whispered hello to",
    };
    private static final String[] WHOM = {
        "the penguin",
        "a bassoon player",
        "the assembled bees",
        "Matilda",
        "the constable",
        "a kitten in a basket",
        "the magician",
        "the whole town of Scunthorpe",
        "the lighthouse keeper",
        "his two cousins",
        "the saxophone teacher",
        "her best friend",
    };
    private static final String[][] OTHERS = {
        {
            "de",
            "Der kleine Drache|Die dicke Katze|Oma Hilde|Ein heller Stern|Das Eichhörnchen|Der Klassenlehrer|Die Pute|Der Rappe",
            "sah|suchte|malte|fand|besuchte|rief",
            "den Mond|die Kinder|einen Kuchen|den Bahnhof|ein Geheimnis|die Wasserratte|das Massband"
        },
        {
            "fr",
            "Le petit renard|La chatte grise|Mamie Colette|Le violoniste|Le concierge|La députée|Un escargot",
            "regardait|cherchait|dessinait|trouva|aimait|suivit",
            "la lune|les enfants|un gâteau|la classe|le cul-de-sac|son assiette|le bassin"
        },
        {
            "es",
            "El zorro|La abuela Rosa|El gato negro|La computadora|El gallo|Una asesora sabia|Don Pedro",
            "miraba|buscaba|dibujó|encontró|quería|siguió",
            "la luna|un cono de fresa|a los niños|la peña|el disputado premio|su casa"
        },
        {
            "it",
            "Il topo|La nonna Pina|Il matto del paese|La penna|Il gatto nero|Un cavallo di Troia|Il cuoco",
            "guardava|cercava|disegnò|trovò|amava|seguì",
            "la luna|le penne al sugo|i bambini|il cassetto|la culla|le tue scarpe"
        },
        {
            "pt",
            "O pinto amarelo|A avó Rosa|O gato preto|O computador|O galo|Uma coruja|O cuco",
            "olhava|procurava|desenhou|encontrou|queria|seguiu",
            "a lua|as crianças|um bolo|o mato|a porta|o passarinho"
        },
    };

    private CleanStories() {}

    static List<Sentence> all() {
        List<Sentence> sentences = new ArrayList<>();
        for (String who : WHO) {
            for (String did : DID) {
                for (String whom : WHOM) {
                    sentences.add(new Sentence("en", capital(who) + " " + did + " " + whom + "."));
                }
            }
        }
        for (String[] other : OTHERS) {
            for (String who : other[1].split("\\|", -1)) {
                for (String did : other[2].split("\\|", -1)) {
                    for (String what : other[3].split("\\|", -1)) {
                        sentences.add(new Sentence(other[0], who + " " + did + " " + what + "!"));
                    }
                }
            }
        }
        return sentences;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
