package com.intergalacticteacher.moderation;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters of other scripts, and Latin ones that no Unicode decomposition knows, that are drawn like Latin letters or
 * read like them: Cyrillic, Greek, Armenian, Cherokee, phonetic and small capital letters.
 */
final class LookAlikes {
    /** Latin letters, then every character that is taken for them, in lower case where it has one. */
    private static final String[] LINES = {
        "a аαɑɐᴀᎪ",
        "ae æ",
        "b вьβɓƀʙᏴ",
        "bi ы",
        "c сϲɔƈᴄᏟ",
        "d ԁδđðɗɖᴅ",
        "e езэёεξǝəɛɜᴇᎬ",
        "f ғƒꜰ",
        "g ɠɡɢցԍ",
        "h нһħɦɥʜհᎻ",
        "i іιıɨɪɩ",
        "j јϳʝᴊᎫ",
        "k кκƙʞᴋᏦ",
        "l ӏλłɫɭʟᏞ",
        "m мɯɱᴍᎷ",
        "n пηπŋɲɳɴո",
        "o оθοσφøɵᴏօ",
        "oe œ",
        "p рρþƥᴘᏢ",
        "q ԛʠզ",
        "r гґɹɾɽʀʁᎡ",
        "s ѕςʂʃƨꜱᏚ",
        "ss ß",
        "t тτŧʈƭʇᴛᎢ",
        "u иμυʉʊᴜս",
        "v ѵνʋʌᴠᏙ",
        "w ԝшщωʍᴡᎳ",
        "x хχ",
        "y уүγψɣʎʏƴ",
        "z ζʐʑƶᴢᏃ",
    };

    private LookAlikes() {}

    /** Each character, in both cases, with the Latin letters it is taken for. */
    static Map<Character, String> letters() {
        Map<Character, String> letters = new HashMap<>();
        for (String line : LINES) {
            int gap = line.indexOf(' ');
            String latin = line.substring(0, gap);
            for (char c : line.substring(gap + 1).toCharArray()) {
                letters.put(c, latin);
                letters.put(Character.toUpperCase(c), latin);
            }
        }
        return letters;
    }
}
