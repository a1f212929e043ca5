import { Download, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { API, type Child, type StorySummary } from '../../lib/api';
import { sentenceOf } from '../../lib/problem';
import { eraseChild, useChildren, useLibrary } from '../../lib/queries';
import { Confirm } from '../../lib/ui/Confirm';
import { Notice } from '../../lib/ui/Notice';
import { Planet } from '../../lib/ui/Planet';
import { Waiting } from '../../lib/ui/Twinkle';
import { usePage } from '../../lib/usePage';
import { ChildForm } from './ChildForm';
import './children.css';

type Open = { form: Child | null } | { erase: Child } | null;

export function ChildrenPage() {
  usePage('Children');
  const children = useChildren();
  const running =
    useLibrary(null).data?.pages.flatMap((page) => page.stories.filter((story) => story.stream)) ?? [];
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  if (children.isPending) return <Waiting words="Looking for everyone…" />;
  if (children.isLoadingError) return <Notice>{sentenceOf(children.error)}</Notice>;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{children.data.length === 0 ? 'Who will be reading?' : 'Who is reading tonight?'}</h1>
          {children.data.length === 0 && <p>Add a child, and the stories will know them by name.</p>}
        </div>
      </div>
      <ul className="children">
        {children.data.map((child) => (
          <ChildCard
            key={child.id}
            child={child}
            running={running.find((story) => story.child_id === child.id)}
            onEdit={() => setOpen({ form: child })}
            onErase={() => setOpen({ erase: child })}
          />
        ))}
        <li>
          <button type="button" className="child-add" onClick={() => setOpen({ form: null })}>
            <Plus size={28} aria-hidden="true" />
            Add a child
          </button>
        </li>
      </ul>
      {open !== null && 'form' in open && <ChildForm child={open.form} onClose={close} />}
      {open !== null && 'erase' in open && (
        <Confirm
          title={`Erase everything about ${open.erase.name}?`}
          yes="Erase everything"
          onYes={() => eraseChild(open.erase.id)}
          onClose={close}
        >
          {open.erase.name} goes, with every story that was told, and a story being told right now. Nothing of
          it can be brought back.
        </Confirm>
      )}
    </>
  );
}

const LEVELS = { beginner: 'first words', intermediate: 'reads alone', advanced: 'reads anything' } as const;

interface ChildCardProps {
  child: Child;
  running: StorySummary | undefined;
  onEdit: () => void;
  onErase: () => void;
}

function ChildCard({ child, running, onEdit, onErase }: ChildCardProps) {
  return (
    <li className="card child">
      <Planet seed={`child ${child.id}`} size={116}>
        {[...child.name][0]}
      </Planet>
      <h2>{child.name}</h2>
      <p className="muted">
        {child.age} years old, {LEVELS[child.reading_level]}
      </p>
      {running?.stream ? (
        <div className="child-main">
          <Link className="button button-main" href={`/stories/${running.id}`}>
            Continue the story
          </Link>
          <Link className="button" href={`/live/${running.stream.stream_id}`}>
            Watch it live
          </Link>
        </div>
      ) : (
        <div className="child-main">
          <Link className="button button-main" href={`/children/${child.id}`}>
            New story
          </Link>
        </div>
      )}
      <div className="child-tools">
        <button
          type="button"
          className="button button-quiet button-round"
          onClick={onEdit}
          aria-label={`Change ${child.name}`}
        >
          <Pencil size={18} aria-hidden="true" />
        </button>
        <a
          className="button button-quiet button-round"
          href={`${API}/children/${child.id}/export`}
          download={`child-${child.id}.json`}
          aria-label={`Download everything stored about ${child.name}`}
        >
          <Download size={18} aria-hidden="true" />
        </a>
        <button
          type="button"
          className="button button-quiet button-round"
          onClick={onErase}
          aria-label={`Erase ${child.name}`}
        >
          <Trash2 size={18} aria-hidden="true" />
        </button>
      </div>
    </li>
  );
}
