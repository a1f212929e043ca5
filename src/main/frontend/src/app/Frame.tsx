import { BookOpen, LogOut, Settings, Users } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../lib/api';
import { sentenceOf } from '../lib/problem';
import { signedOut } from '../lib/session';
import { Notice } from '../lib/ui/Notice';
import { useAttempt } from '../lib/useAttempt';
import { Moon } from './Moon';
import './frame.css';

const ROOMS = [
  { href: '/', name: 'Children', Sign: Users },
  { href: '/library', name: 'Library', Sign: BookOpen },
  { href: '/settings', name: 'Settings', Sign: Settings },
] as const;

export function Frame({ children }: { children: ReactNode }) {
  const [location, navigate] = useLocation();
  const { run, failure, failures } = useAttempt();
  const main = useFocusOnArrival(location);
  const signOut = async () => {
    await api.POST('/auth/logout');
    navigate('/sign-in');
    signedOut();
  };
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="frame-head">
        <Link href="/" className="brand">
          <Moon size={30} />
          <span className="brand-name">Intergalactic Teacher</span>
        </Link>
        <nav aria-label="Rooms">
          <ul className="rooms">
            {ROOMS.map(({ href, name, Sign }) => (
              <li key={href}>
                <Link href={href} className="room" aria-current={location === href ? 'page' : undefined}>
                  <Sign size={20} aria-hidden="true" />
                  <span>{name}</span>
                </Link>
              </li>
            ))}
            <li>
              <button type="button" className="room" onClick={() => void run(signOut)}>
                <LogOut size={20} aria-hidden="true" />
                <span>Sign out</span>
              </button>
            </li>
          </ul>
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {failure !== null && <Notice key={failures}>You are still signed in. {sentenceOf(failure)}</Notice>}
        {children}
      </main>
    </>
  );
}

/** Going to another page moves the focus there too, as a page load would; the first page keeps the browser's own. */
function useFocusOnArrival(location: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(location);
  useEffect(() => {
    const samePage = isStory(location) && isStory(before.current);
    if (before.current !== location && !samePage) main.current?.focus({ preventScroll: true });
    before.current = location;
  }, [location]);
  return main;
}

// A new story changes its address once it has a number; its reader has not gone anywhere.
const isStory = (location: string) => /^\/(stories|streams)\//.test(location);
