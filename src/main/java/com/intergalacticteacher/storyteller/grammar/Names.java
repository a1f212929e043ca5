package com.intergalacticteacher.storyteller.grammar;

/** Writes the names of companion and host: with their kind where they are said first, alone after that. */
final class Names {
    private Names() {}

    static String plain(String text, Slots slots) {
        return text.replace(Casting.PAL, slots.get("palname")).replace(Casting.OTHER, slots.get("othername"));
    }

    static String introduced(String text, Slots slots) {
        String one = introduced(text, Casting.PAL, slots.get("palname"), slots.get("kind"));
        return introduced(one, Casting.OTHER, slots.get("othername"), slots.get("otherkind"));
    }

    private static String introduced(String text, String mark, String name, String kind) {
        int first = text.indexOf(mark);
        int known = text.indexOf(name);
        boolean needed = first >= 0 && (known < 0 || first < known) && !text.startsWith("'s", first + 1);
        String led = needed ? text.substring(0, first) + name + " the " + kind + text.substring(first + 1) : text;
        return led.replace(mark, name);
    }
}
