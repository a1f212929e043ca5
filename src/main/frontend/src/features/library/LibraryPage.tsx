import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { StorySummary } from '../../lib/api';
import { sentenceOf } from '../../lib/problem';
import { eraseStory, useChildren, useLibrary } from '../../lib/queries';
import { Confirm } from '../../lib/ui/Confirm';
import { Notice } from '../../lib/ui/Notice';
import { Options } from '../../lib/ui/Options';
import { ThemePlanet } from '../../lib/ui/ThemePlanet';
import { Waiting } from '../../lib/ui/Twinkle';
import { usePage } from '../../lib/usePage';
import './library.css';

export function LibraryPage() {
  usePage('Library');
  const children = useChildren().data ?? [];
  const [childId, setChildId] = useState<number | null>(null);
  const [erasing, setErasing] = useState<StorySummary | null>(null);
  const library = useLibrary(childId);
  const stories = library.data?.pages.flatMap((page) => page.stories) ?? [];
  const nameOf = (id: number) => children.find((child) => child.id === id)?.name ?? '';

  return (
    <>
      <div className="page-head">
        <h1>The library</h1>
        {children.length > 1 && (
          <Options
            legend="Whose stories"
            name="child"
            options={[
              { value: '', label: 'Everyone’s' },
              ...children.map((child) => ({ value: String(child.id), label: child.name })),
            ]}
            value={childId === null ? '' : String(childId)}
            onChange={(value) => setChildId(value === '' ? null : Number(value))}
          />
        )}
      </div>
      {library.isPending && <Waiting words="Fetching the books…" />}
      {library.isError && <Notice>{sentenceOf(library.error)}</Notice>}
      {library.isSuccess && stories.length === 0 && <Empty />}
      <ul className="books">
        {stories.map((story) => (
          <Book
            key={story.id}
            story={story}
            child={nameOf(story.child_id)}
            onErase={() => setErasing(story)}
          />
        ))}
      </ul>
      {library.hasNextPage && (
        <button
          type="button"
          className="button more-books"
          disabled={library.isFetchingNextPage}
          onClick={() => void library.fetchNextPage()}
        >
          Older stories
        </button>
      )}
      {erasing && (
        <Confirm
          title={`Erase “${titleOf(erasing)}”?`}
          yes="Erase the story"
          onYes={() => eraseStory(erasing.id)}
          onClose={() => setErasing(null)}
        >
          All its chapters go, and cannot be brought back.
        </Confirm>
      )}
    </>
  );
}

function Empty() {
  return (
    <div className="waiting">
      <h2>No stories yet</h2>
      <p className="muted">Every story that is told is kept here, to be read again.</p>
      <Link className="button button-main" href="/">
        Begin the first one
      </Link>
    </div>
  );
}

const titleOf = (story: StorySummary) => story.title ?? 'A story without a name yet';

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

const chapterWords = (count: number) =>
  count === 0 ? 'no chapter told yet' : count === 1 ? '1 chapter' : `${count} chapters`;

function Book({ story, child, onErase }: { story: StorySummary; child: string; onErase: () => void }) {
  return (
    <li className="card book">
      <ThemePlanet theme={story.theme} size={84} />
      <div className="book-words">
        <h2>
          <Link href={`/stories/${story.id}`} className="book-link">
            {titleOf(story)}
          </Link>
        </h2>
        <p className="muted">
          {child === '' ? '' : `${child}, `}
          {chapterWords(story.chapters)}, {DAY.format(new Date(story.created_at))}
        </p>
        {story.stream && (
          <Link className="chip chip-live book-live" href={`/live/${story.stream.stream_id}`}>
            {story.stream.paused ? 'Paused now, watch live' : 'Being told now, watch live'}
          </Link>
        )}
      </div>
      <button
        type="button"
        className="button button-quiet button-round book-erase"
        onClick={onErase}
        aria-label={`Erase ${titleOf(story)}`}
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </li>
  );
}
