import { describe, expect, it } from 'vitest';
import { recordedStory } from '../../testing/recorded';
import { paragraphsOf, sentencesFrom, sharedSentences, wholeWords } from './sentences';

const wordsOf = (text: string, from: number, isGrowing: boolean) =>
  sentencesFrom(text, from, isGrowing).map(({ start, end }) => text.slice(start, end));

describe('sentencesFrom', () => {
  it('gives whole sentences of a finished text', () =>
    expect(wordsOf('The owl sat. The moon rose', 0, false)).toEqual(['The owl sat. ', 'The moon rose']));

  it('waits for the end of a sentence while the text grows', () =>
    expect(wordsOf('The owl sat. The moon', 0, true)).toEqual(['The owl sat. ']));

  it('goes on from where it was', () =>
    expect(wordsOf('One. Two. Three.', 5, false)).toEqual(['Two. ', 'Three.']));

  it('says everything exactly once, however the text grows', () => {
    const text = recordedStory.story_content;
    let said = '';
    for (let length = 1; length <= text.length; length++) {
      for (const sentence of wordsOf(text.slice(0, length), said.length, length < text.length))
        said += sentence;
    }
    expect(said).toBe(text);
  });
});

describe('sharedSentences', () => {
  it.each([
    ['One. Two.', 'One. Two. Three.', 'One. Two.'],
    ['One. Two. ', 'One. ', 'One. '],
    ['One. Two. ', 'One.', 'One.'],
    ['One. Two. ', 'One.\n\nThree. ', 'One.'],
    ['One. A wolf bit. ', 'One. A wood ', 'One. '],
    ['One. A wolf bit. ', 'One. A wolf', 'One. '],
    ['One. ', '', ''],
    ['', 'One. ', ''],
  ])('of %j and %j are %j', (before, after, shared) =>
    expect(before.slice(0, sharedSentences(before, after))).toBe(shared),
  );
});

describe('paragraphsOf', () => {
  it('keeps every letter in its place', () => {
    const text = recordedStory.story_content;
    for (const word of paragraphsOf(text).flat()) expect(text.slice(word.start, word.end)).toBe(word.text);
    expect(paragraphsOf(text).map((words) => words.map((word) => word.text).join(''))).toEqual(
      text.split('\n').filter((paragraph) => paragraph !== ''),
    );
  });

  it('leaves the words that stand alone while more arrive', () => {
    const before = paragraphsOf('Once upon a time. ').flat();
    const after = paragraphsOf('Once upon a time. There').flat();
    expect(after.slice(0, before.length)).toEqual(before);
  });
});

describe('wholeWords', () => {
  it.each([
    ['Once up', 'Once '],
    ['Once upon ', 'Once upon '],
    ['Once.', 'Once.'],
    ['señor Ña', 'señor '],
    ['日本の星', '日本の星'],
    ['', ''],
  ])('shows of %j only %j', (text, shown) => expect(wholeWords(text)).toBe(shown));
});
