import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { SignInPage } from '../features/account/SignInPage';
import { ChildrenPage } from '../features/children/ChildrenPage';
import { LibraryPage } from '../features/library/LibraryPage';
import { SettingsPage } from '../features/settings/SettingsPage';
import { api } from '../lib/api';
import { backoff, pauseBeforeRetry } from '../lib/pause';
import { Problem } from '../lib/problem';
import { queryClient } from '../lib/queries';
import { session, signedInByCookie, signedOut } from '../lib/session';
import { Waiting } from '../lib/ui/Twinkle';
import { Frame } from './Frame';
import { NightSky } from './NightSky';
import { NotFoundPage } from './NotFoundPage';

const ChoosingPage = lazy(() => import('../features/story/ChoosingPage'));
const ChatReadingPage = lazy(() => import('../features/story/ChatReadingPage'));
const LivePage = lazy(() => import('../features/story/LivePage'));

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <NightSky />
      <Gate />
    </QueryClientProvider>
  );
}

/** Nobody passes unknown: the cookie is asked until there is an answer, and every 401 leads here. */
function Gate() {
  const signedIn = useStore(session, (state) => state.signedIn);
  const [location] = useLocation();
  const [isUnanswered, setUnanswered] = useState(false);
  useEffect(() => {
    if (signedIn === 'no') queryClient.clear();
    if (signedIn !== 'unknown') return;
    const leaving = new AbortController();
    askWhoIsThere(leaving.signal, () => setUnanswered(true)).catch(() => {});
    return () => leaving.abort(new DOMException('The page was left.', 'AbortError'));
  }, [signedIn]);

  if (signedIn === 'unknown') {
    return (
      <Waiting
        words={isUnanswered ? 'We cannot reach the stars right now. Trying again…' : 'Looking up at the sky…'}
      />
    );
  }
  const atDoor = location === '/sign-in' || location === '/sign-up';
  if (signedIn === 'no') {
    if (!atDoor) return <Redirect to={`/sign-in?next=${encodeURIComponent(location)}`} replace />;
    return <SignInPage isNew={location === '/sign-up'} />;
  }
  if (atDoor) return <Redirect to={nextOf(globalThis.location.search)} replace />;
  return <Rooms />;
}

const RETRY_MS = 1000;
/** However long the server says: a timer that is set for more than 24 days goes off at once. */
export const LONGEST_WAIT_MS = 5 * 60_000;

// What may be answered otherwise in a while, with the same request; beside 5xx and no answer at all.
const PASSING: readonly number[] = [408, 425, 429];

const isFinal = ({ status }: Problem) => status >= 400 && status < 500 && !PASSING.includes(status);

/** A server that drains, and no network, say nothing of the cookie; an answer that stays the same lets nobody in. */
async function askWhoIsThere(signal: AbortSignal, onUnanswered: () => void): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      await api.GET('/auth/me', { signal });
      return signedInByCookie();
    } catch (failure) {
      signal.throwIfAborted();
      const problem = failure instanceof Problem ? failure : null;
      if (problem !== null && isFinal(problem)) return signedOut();
      onUnanswered();
      const asked = Math.min((problem?.retryAfter ?? 0) * 1000, LONGEST_WAIT_MS);
      await pauseBeforeRetry(Math.max(asked, backoff(RETRY_MS, failures)), signal);
    }
  }
}

/** Only a path of this site: `next` comes from the address bar. */
export function nextOf(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

function Rooms() {
  return (
    <Frame>
      <Suspense fallback={<Waiting words="One moment…" />}>
        <Switch>
          <Route path="/" component={ChildrenPage} />
          <Route path="/children/:id">{({ id }) => <ChoosingPage key={id} childId={Number(id)} />}</Route>
          <Route path={/^\/(?<kind>stories|streams)\/(?<id>[1-9]\d*)$/}>
            {({ kind, id }) => (
              <ChatReadingPage
                storyId={kind === 'stories' ? Number(id) : null}
                streamId={kind === 'streams' ? Number(id) : null}
              />
            )}
          </Route>
          <Route path="/live/:id">{({ id }) => <LivePage key={id} streamId={Number(id)} />}</Route>
          <Route path="/library" component={LibraryPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Frame>
  );
}
