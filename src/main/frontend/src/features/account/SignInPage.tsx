import type { FormEvent } from 'react';
import { Link, useSearch } from 'wouter';
import { api, bodyOf, type Credentials } from '../../lib/api';
import { Problem, sentenceOf } from '../../lib/problem';
import { signedInWith } from '../../lib/session';
import { TextField } from '../../lib/ui/Field';
import { Notice } from '../../lib/ui/Notice';
import { Planet } from '../../lib/ui/Planet';
import { useAttempt } from '../../lib/useAttempt';
import { usePage } from '../../lib/usePage';
import './account.css';

/** The door: signing in, or opening an account. Both leave the parent signed in. */
export function SignInPage({ isNew }: { isNew: boolean }) {
  usePage(isNew ? 'Open an account' : 'Sign in');
  const search = useSearch();
  const question = search === '' ? '' : `?${search}`;
  return (
    <main className="door">
      <section className="door-words">
        <div className="door-planets" aria-hidden="true">
          <Planet seed="lantern" size={290} />
          <Planet seed="home" size={90} />
        </div>
        <h1>Intergalactic Teacher</h1>
        <p>
          Bedtime stories that are told as you watch. Your child is in them, and decides what happens next.
        </p>
      </section>
      <section className="card door-card" aria-labelledby="door-title">
        <h2 id="door-title">{isNew ? 'Open an account' : 'Welcome back'}</h2>
        <DoorForm key={String(isNew)} isNew={isNew} />
        <p className="door-other">
          {isNew ? 'You have an account already?' : 'Here for the first time?'}{' '}
          <Link href={(isNew ? '/sign-in' : '/sign-up') + question}>
            {isNew ? 'Sign in' : 'Open an account'}
          </Link>
        </p>
      </section>
    </main>
  );
}

function DoorForm({ isNew }: { isNew: boolean }) {
  const { run, isBusy, failure, failures } = useAttempt();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { email: String(form.get('email')).trim(), password: String(form.get('password')) };
    void run(async () => signedInWith(await tokenFor(body, isNew)));
  };
  const problem = failure instanceof Problem ? failure : null;
  const atField = problem !== null && problem.fields.length > 0;
  return (
    <form className="form" onSubmit={submit}>
      {failure !== null && !atField && <Notice key={failures}>{sentenceOf(failure)}</Notice>}
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        required
        error={problem?.fieldMessage('email')}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        {...(isNew && { minLength: 8, hint: 'At least 8 characters.' })}
        error={problem?.fieldMessage('password')}
      />
      <button type="submit" className="button button-main button-big" disabled={isBusy}>
        {isNew ? 'Open the account' : 'Sign in'}
      </button>
    </form>
  );
}

async function tokenFor(body: Credentials, isNew: boolean): Promise<string> {
  const answer = isNew ? await api.POST('/auth/register', { body }) : await api.POST('/auth/login', { body });
  return bodyOf(answer).access_token;
}
