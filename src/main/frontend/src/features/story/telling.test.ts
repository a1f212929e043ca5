import { describe, expect, it } from 'vitest';
import { goldenEvent, recordedEvents, recordedStory } from '../../testing/recorded';
import type { EventOf, StoryEvent } from './events';
import { GONE_ON, reduce, textChange, type Telling, UNTOLD } from './telling';

const after = (events: readonly StoryEvent[], start: Telling = UNTOLD) => events.reduce(reduce, start);
const content = (chunk: string, offset: number): StoryEvent => ({ type: 'content', chunk, offset });

describe('reduce', () => {
  it('tells the recorded stream to the letter', () => {
    const beforeEnd = after(recordedEvents.slice(0, -1));
    expect(beforeEnd.text).toBe(recordedStory.story_content);
    expect(after(recordedEvents)).toMatchObject({
      phase: 'complete',
      percent: 100,
      revisions: 1,
      story: recordedStory,
      safety: { status: 'approved', score: 0.98 },
      metadata: { vocabulary_level: 'beginner' },
    });
  });

  it('never lets the percent fall', () => {
    let highest = 0;
    let telling = UNTOLD;
    for (const event of recordedEvents) {
      telling = reduce(telling, event);
      expect(telling.percent).toBeGreaterThanOrEqual(highest);
      highest = telling.percent;
    }
  });

  it('adds nothing twice when every content event comes twice', () => {
    const doubled = recordedEvents
      .slice(0, -1)
      .flatMap((event): StoryEvent[] => (event.type === 'content' ? [event, event] : [event]));
    expect(after(doubled).text).toBe(recordedStory.story_content);
  });

  it('adds only what is new of a chunk that overlaps', () => {
    expect(after([content('Once upon', 0), content('upon a time', 5)]).text).toBe('Once upon a time');
  });

  it('counts offsets in UTF-16 units', () => {
    expect(after([content('🌟', 0), content('!', 2)]).text).toBe('🌟!');
  });

  it('appends where the server counts no offsets', () => {
    const seed = { type: 'content', chunk: 'ha' } as unknown as StoryEvent;
    expect(after([seed, seed]).text).toBe('haha');
  });

  it('cuts back to what a revision keeps', () => {
    const told = after([
      content('Good. Bad.', 0),
      { type: 'revision', keep: 5, reason: 'unfit' },
      content(' Fine.', 5),
    ]);
    expect(told).toMatchObject({ text: 'Good. Fine.', revisions: 1 });
  });

  it('begins anew after a revision that keeps nothing', () => {
    const told = after([content('Bad.', 0), goldenEvent('revision-to-nothing'), content('New.', 0)]);
    expect(told.text).toBe('New.');
  });

  const taken = after([content('Good. Bad.', 0), { type: 'revision', keep: 5, reason: 'unfit' }]);

  it('keeps in mind that text was taken back, until the story has gone on for a while', () => {
    expect(taken.takenBackTo).toBe(5);
    const goesOn = reduce(taken, content('a'.repeat(GONE_ON - 1), 5));
    expect(goesOn.takenBackTo).toBe(5);
    expect(reduce(goesOn, content('a', GONE_ON + 4)).takenBackTo).toBeNull();
  });

  it.each([
    ['it is paused', goldenEvent('node-generate-content-paused')],
    ['it is told', recordedEvents.at(-1)],
    ['it fails', goldenEvent('error-timeout')],
  ])('keeps it in mind no longer once %s', (_, event) => {
    expect(reduce(taken, event as StoryEvent).takenBackTo).toBeNull();
  });

  it.each([
    ['takes nothing away', { type: 'revision', keep: 10, reason: 'unfit' }],
    ['only begins a replay', { type: 'revision', keep: 0, reason: 'replay' }],
  ] as const)('counts no revision that %s', (_, event) => {
    expect(after([content('Good. Bad.', 0), event])).toMatchObject({ takenBackTo: null, revisions: 0 });
  });

  it('is paused and resumed by its nodes', () => {
    const paused = reduce(UNTOLD, goldenEvent('node-generate-content-paused'));
    expect(paused.paused).toBe(true);
    expect(reduce(paused, goldenEvent('node-generate-content-resumed')).paused).toBe(false);
  });

  it('walks through its phases', () => {
    const phases = recordedEvents.map((_, i) => after(recordedEvents.slice(0, i + 1)).phase);
    expect([...new Set(phases)]).toEqual(['waiting', 'telling', 'checking', 'finishing', 'complete']);
  });

  it('keeps the text when it fails', () => {
    const failed = after([content('Half a', 0), goldenEvent<EventOf<'error'>>('error-timeout')]);
    expect(failed).toMatchObject({ phase: 'failed', text: 'Half a', failure: { code: 'TIMEOUT' } });
  });

  it('changes no more after its end', () => {
    const done = after(recordedEvents);
    expect(reduce(done, content('more', done.text.length))).toBe(done);
  });

  it('takes the whole text from the last event if a piece was lost', () => {
    const holed = recordedEvents.filter((event, i) => event.type !== 'content' || i % 3 !== 0);
    expect(after(holed).text).toBe(recordedStory.story_content);
  });
});

describe('textChange', () => {
  it('finds what was added', () => expect(textChange('ab', 'abc')).toEqual({ kept: 2, added: 'c' }));
  it('finds nothing in a cut', () => expect(textChange('abc', 'ab')).toEqual({ kept: 2, added: '' }));
  it('finds what was replaced', () => expect(textChange('abc', 'axy')).toEqual({ kept: 1, added: 'xy' }));
});
