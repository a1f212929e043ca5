import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A storyteller that waits for the test: it speaks the protocol of the models, tells at once what it has to tell, and
 * for a child who loves a lantern of a name of its own stops in the middle until that lantern is released. So the
 * middle of a story lasts as long as the test needs, on any machine.
 */
export interface Storyteller {
  url: string;
  close: () => Promise<void>;
}

/** Words told before the storyteller waits. */
export const WORDS_BEFORE_WAIT = 60;

const CHAPTERS = [
  [
    'The lighthouse had been dark for a hundred years, and tonight its lamp was lit.',
    '“Somebody is home,” said the owl, and shook the rain out of her feathers.',
    'Up they went, one hundred and eleven steps, with a lantern in front and a song behind.',
    'At the top there stood a very small door, and on the door hung a very large bell.',
    'Nobody had rung it since the last whale went by.',
    'The rope was warm, as if a hand had just let go of it.',
    'Far out on the water something answered, low and slow, like a cello that has been left in the rain.',
    'The lamp turned once, and its light went over the waves like a finger over the lines of a book.',
    'There, between two waves, was a boat with a red sail, and in the boat sat a fox who was reading a map.',
    'He looked up, waved the map, and pointed at the moon.',
    'On its back somebody had written a question in letters as tall as trees.',
  ],
  [
    'The stairs of the moon are made of old piano keys, and each of them has a tone of its own.',
    'Whoever climbs them plays a tune, and nobody has ever played the same one twice.',
    'The owl flew, because owls do not like to be heard.',
    'Halfway up there was a landing with a bench, and on the bench lay a cake with eleven candles.',
    '“It is not my birthday,” said the fox, and looked at it from all sides.',
    'Then the smallest of the candles cleared its throat.',
    '“It is ours,” it said. “We are as old as the lighthouse, and nobody ever sang for us.”',
    'So they sang, and with every line one more star came out to listen.',
    'When the last line was sung, the bench, the cake and the landing began to rise.',
  ],
];
const REST = {
  title: 'The Lamp on the Rock',
  choice_question: 'What do they do now?',
  choices: [
    'They ring the bell three times.',
    'They ask the fox for his map.',
    'They write an answer on the moon.',
  ],
  educational_elements: ['Courage', 'Counting to eleven'],
};

export async function startStoryteller(): Promise<Storyteller> {
  const gates = new Map<string, Gate>();
  const gateOf = (lantern: string) => {
    const gate = gates.get(lantern) ?? newGate();
    gates.set(lantern, gate);
    return gate;
  };
  const server = createServer((request, response) => {
    const released = /^\/released\/(\w+)$/.exec(request.url ?? '')?.[1];
    if (released !== undefined) {
      gateOf(released).open();
      response.end();
    } else {
      void tell(request, response, gateOf);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Gate {
  isOpen: Promise<void>;
  open: () => void;
}

function newGate(): Gate {
  let open = () => {};
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return { isOpen, open };
}

async function tell(
  request: IncomingMessage,
  response: ServerResponse,
  gateOf: (lantern: string) => Gate,
): Promise<void> {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += piece;
  const { messages } = JSON.parse(body) as { messages: { role: string; content: string }[] };
  const wish = messages[1]?.content ?? '';
  const told = messages.find(({ role }) => role === 'assistant')?.content ?? '';
  // A continuation begins with the letters after the last space, as the prompt asks.
  const words = answerTo(wish)
    .slice(told.lastIndexOf(' ') + 1)
    .split(/(?<=\s)/);
  const lantern = /"lantern (\w+)"/.exec(wish)?.[1];

  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const say = (text: string) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`);
  if (lantern !== undefined) {
    words.splice(0, WORDS_BEFORE_WAIT).forEach(say);
    await gateOf(lantern).isOpen;
  }
  words.forEach(say);
  response.write(
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`,
  );
  response.end('data: [DONE]\n\n');
}

function answerTo(wish: string): string {
  const number = Number(/^Tell chapter (\d+)/.exec(wish)?.[1] ?? 1);
  const sentences = CHAPTERS[(number - 1) % CHAPTERS.length] ?? [];
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length; at += 3) paragraphs.push(sentences.slice(at, at + 3).join(' '));
  return `${paragraphs.join('\n\n')}\n===CHOICES===\n${JSON.stringify(REST)}`;
}
