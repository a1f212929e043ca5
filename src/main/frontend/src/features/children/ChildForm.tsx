import { type FormEvent, useState } from 'react';
import type { Child, NewChild, ReadingLevel } from '../../lib/api';
import { Problem, sentenceOf } from '../../lib/problem';
import { useSaveChild } from '../../lib/queries';
import { Dialog } from '../../lib/ui/Dialog';
import { TextField } from '../../lib/ui/Field';
import { Notice } from '../../lib/ui/Notice';
import { Options } from '../../lib/ui/Options';

const LEVELS = [
  { value: 'beginner', label: 'First words' },
  { value: 'intermediate', label: 'Reads alone' },
  { value: 'advanced', label: 'Reads anything' },
] as const;

const LANGUAGES = [
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['it', 'Italiano'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['pt', 'Português'],
] as const;

export function ChildForm({ child, onClose }: { child: Child | null; onClose: () => void }) {
  const [level, setLevel] = useState<ReadingLevel>(child?.reading_level ?? 'beginner');
  const save = useSaveChild();
  const problem = save.error instanceof Problem ? save.error : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ id: child?.id ?? null, child: childOf(form, level) }, { onSuccess: onClose });
  };
  return (
    <Dialog title={child === null ? 'Add a child' : `About ${child.name}`} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {save.isError && (problem?.fields.length ?? 0) === 0 && <Notice>{sentenceOf(save.error)}</Notice>}
        <div className="form-row">
          <TextField
            label="Name"
            name="name"
            required
            maxLength={40}
            autoComplete="off"
            defaultValue={child?.name}
            error={problem?.fieldMessage('name')}
          />
          <TextField
            label="Age"
            name="age"
            type="number"
            inputMode="numeric"
            required
            min={3}
            max={16}
            defaultValue={child?.age ?? 6}
            error={problem?.fieldMessage('age')}
          />
        </div>
        <Options legend="Reading" name="reading_level" options={LEVELS} value={level} onChange={setLevel} />
        <TextField
          label="Interests"
          name="interests"
          hint="Up to ten, with commas between: owls, trains, baking."
          autoComplete="off"
          defaultValue={child?.interests.join(', ')}
          error={problem?.fieldMessage('interests')}
        />
        <div className="form-row">
          <LanguageField chosen={child?.language ?? 'en'} />
          <TextField
            label="Chapters a day"
            name="daily_chapters"
            type="number"
            inputMode="numeric"
            min={1}
            max={100}
            hint="Empty for no limit."
            defaultValue={child?.daily_chapters ?? ''}
            error={problem?.fieldMessage('daily_chapters')}
          />
        </div>
        <div className="actions actions-end">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-main" disabled={save.isPending}>
            {child === null ? 'Add the child' : 'Save'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function LanguageField({ chosen }: { chosen: string }) {
  const known = LANGUAGES.some(([code]) => code === chosen);
  return (
    <label className="field">
      <span className="field-name">Language of the stories</span>
      <select className="input" name="language" defaultValue={chosen}>
        {!known && <option value={chosen}>{chosen}</option>}
        {LANGUAGES.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function childOf(form: FormData, reading_level: ReadingLevel): NewChild {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const limit = text('daily_chapters');
  return {
    name: text('name'),
    age: Number(text('age')),
    reading_level,
    language: text('language'),
    interests: text('interests')
      .split(',')
      .map((interest) => interest.trim())
      .filter((interest) => interest !== ''),
    daily_chapters: limit === '' ? null : Number(limit),
  };
}
