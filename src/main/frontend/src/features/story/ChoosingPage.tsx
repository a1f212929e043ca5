import { type FormEvent, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Problem, sentenceOf } from '../../lib/problem';
import { useChild, useChildren, useLibrary } from '../../lib/queries';
import { TextArea, TextField } from '../../lib/ui/Field';
import { Notice } from '../../lib/ui/Notice';
import { ThemePlanet } from '../../lib/ui/ThemePlanet';
import { Twinkle, Waiting } from '../../lib/ui/Twinkle';
import { usePage } from '../../lib/usePage';
import { refusalWords } from './phrases';
import { storyStore, useStoryStore } from './store';
import { tellAgain } from './tellOn';
import { ThemeCards } from './ThemeCards';
import './choosing.css';

/** Where a story begins: a theme or words of one's own, a title and an idea if there are any. */
export function ChoosingPage({ childId }: { childId: number }) {
  const children = useChildren();
  const child = useChild(childId);
  usePage(child ? `A story for ${child.name}` : 'A new story');
  useStartedStory();
  if (children.isPending) return <Waiting words="One moment…" />;
  if (children.isLoadingError) return <Notice>{sentenceOf(children.error)}</Notice>;
  if (!child) {
    return (
      <Notice>
        This child is not here. Perhaps the page is an old one. <Link href="/">Back to the children</Link>
      </Notice>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>Where to tonight, {child.name}?</h1>
      </div>
      <Unfinished childId={childId} />
      <ChoosingForm childId={childId} />
    </>
  );
}

/** Goes to the reading page as soon as the new stream has a number. */
function useStartedStory(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    void import('./ChatReadingPage');
    storyStore.getState().leaveStreaming();
    const unsubscribe = storyStore.subscribe(({ streamId }) => {
      if (streamId !== null) navigate(`/streams/${streamId}`);
    });
    return () => {
      unsubscribe();
      if (storyStore.getState().streamId === null) storyStore.getState().leaveStreaming();
    };
  }, [navigate]);
}

function Unfinished({ childId }: { childId: number }) {
  const stories = useLibrary(childId).data?.pages[0]?.stories ?? [];
  const running = stories.find((story) => story.stream !== null);
  const latest = running ?? stories[0];
  if (!latest) return null;
  return (
    <Link className="card unfinished" href={`/stories/${latest.id}`}>
      <ThemePlanet theme={latest.theme} size={56} />
      <span>
        <span className="muted">{running ? 'Being told right now' : 'The story before'}</span>
        <strong>{latest.title ?? 'A story without a name yet'}</strong>
      </span>
      <span className="unfinished-go">{running ? 'Continue where I was' : 'Read on'}</span>
    </Link>
  );
}

function ChoosingForm({ childId }: { childId: number }) {
  const [theme, setTheme] = useState<string | null>(null);
  const isStreaming = useStoryStore((state) => state.streamingState.isStreaming);
  const failure = useStoryStore((state) => state.failure);
  const problem = failure instanceof Problem ? failure : null;

  const begin = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    // The contract takes one line; a child may well press Enter.
    const text = (name: string) =>
      String(form.get(name) ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim();
    const [own, title, idea] = [text('own_theme'), text('title'), text('idea')];
    void tellAgain({
      childId,
      theme: own === '' ? (theme ?? '') : own,
      chapter_number: 1,
      ...(title !== '' && { title }),
      ...(idea !== '' && { custom_user_input: idea }),
    });
  };

  return (
    <form className="choosing" onSubmit={begin}>
      <ThemeCards chosen={theme} onChoose={setTheme} />
      <div className="card choosing-words">
        <TextField
          label="Another theme"
          name="own_theme"
          maxLength={60}
          autoComplete="off"
          hint="In your own words, instead of a planet."
          placeholder="A bakery on the moon"
          required={theme === null}
          error={problem?.fieldMessage('theme')}
        />
        <TextField
          label="Title"
          name="title"
          maxLength={120}
          autoComplete="off"
          hint="Empty: the storyteller finds one."
          error={problem?.fieldMessage('title')}
        />
        <TextArea
          label="Your own idea"
          name="idea"
          maxLength={300}
          rows={3}
          hint="What should happen?"
          error={problem?.fieldMessage('custom_user_input')}
        />
      </div>
      <div className="choosing-go">
        {failure !== null && !isStreaming && <Notice>{refusalWords(failure)}</Notice>}
        <button type="submit" className="button button-main button-big" disabled={isStreaming}>
          {isStreaming ? (
            <>
              Waking the storyteller <Twinkle />
            </>
          ) : (
            'Tell me the story'
          )}
        </button>
      </div>
    </form>
  );
}

export default ChoosingPage;
