import { textChange } from './telling';

/** A stretch of the text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, made);
  return made;
}

/**
 * The sentences from `from` on. While the text still grows the last one is left out: nobody knows yet where it ends,
 * and what is said aloud cannot be taken back.
 */
export function sentencesFrom(text: string, from: number, isGrowing: boolean, language = 'en'): Span[] {
  const rest = text.slice(from);
  const spans = [...segmenterOf(language).segment(rest)].map(({ segment, index }) => ({
    start: from + index,
    end: from + index + segment.length,
  }));
  return isGrowing ? spans.slice(0, -1) : spans;
}

/**
 * How far two texts are the same in whole sentences: to there, what was said aloud still stands. The space after a
 * sentence is no part of it.
 */
export function sharedSentences(before: string, after: string, language = 'en'): number {
  const { kept } = textChange(before, after);
  const cut = kept < before.length && segmenterOf(language).segment(before).containing(kept);
  if (!cut) return kept;
  return cut.segment.slice(kept - cut.index).trim() === '' ? kept : cut.index;
}

export interface Word extends Span {
  text: string;
}

/** Paragraphs of words; each word keeps the space after it, so that copied text is the story's own. */
export function paragraphsOf(text: string): Word[][] {
  const paragraphs: Word[][] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    const words = [...match[0].matchAll(/\S+\s*|\s+/g)].map((word) => ({
      text: word[0],
      start: match.index + word.index,
      end: match.index + word.index + word[0].length,
    }));
    paragraphs.push(words);
  }
  return paragraphs;
}

/** Without a last word that may still be growing: half of one would jump to the next line when it is whole. */
export function wholeWords(text: string): string {
  return text.replace(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{N}’'-]{1,24}$/u, '');
}
