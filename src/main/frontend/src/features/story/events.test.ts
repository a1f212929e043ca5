import { describe, expect, it } from 'vitest';
import { goldenEvents } from '../../testing/recorded';
import { parseCursor, parseEvent } from './events';

describe('parseEvent', () => {
  it.each(goldenEvents())('reads the golden event $name', ({ json }) => {
    expect(parseEvent(json)).toEqual(JSON.parse(json));
  });

  it('knows every type of the contract by a golden event', () => {
    const types = new Set(goldenEvents().map(({ json }) => (JSON.parse(json) as { type: string }).type));
    expect([...types].toSorted()).toEqual([
      'complete',
      'content',
      'error',
      'metadata',
      'node',
      'progress',
      'revision',
      'safety_check',
    ]);
  });

  it.each(['', '{', 'null', '"content"', '[]', '{}', '{"type":"dance"}', '{"type":"constructor"}'])(
    'refuses %s',
    (data) => expect(parseEvent(data)).toBeNull(),
  );

  it.each([
    '{"type":"content","chunk":7,"offset":0}',
    '{"type":"content","chunk":"a","offset":"0"}',
    '{"type":"revision","keep":"all"}',
    '{"type":"progress","progress":"half"}',
    '{"type":"complete","story":{"choices":[]}}',
  ])('refuses a known type of another shape: %s', (data) => expect(parseEvent(data)).toBeNull());

  it('takes the seed’s content event, which has no offset', () => {
    expect(parseEvent('{"type":"content","chunk":"Once"}')).toEqual({ type: 'content', chunk: 'Once' });
  });
});

describe('parseCursor', () => {
  it('reads stream and seq', () => expect(parseCursor('42:17')).toEqual({ streamId: 42, seq: 17 }));

  it.each([undefined, '', '42', '42:', ':1', '0:1', '42:-1', '42:1:1', ' 42:1'])('ignores %s', (id) =>
    expect(parseCursor(id)).toBeNull(),
  );
});
