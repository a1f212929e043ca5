import { createStore } from 'zustand/vanilla';

export type SignedIn = 'unknown' | 'yes' | 'no';

interface Session {
  signedIn: SignedIn;
  /** Kept in memory alone: what survives a reload is the HttpOnly cookie, out of any script's reach. */
  token: string | null;
}

export const session = createStore<Session>(() => ({ signedIn: 'unknown', token: null }));

export function signedInWith(token: string): void {
  session.setState({ signedIn: 'yes', token });
}

export function signedInByCookie(): void {
  session.setState({ signedIn: 'yes' });
}

/** Every 401 ends here; the app then leads to sign-in and back. */
export function signedOut(): void {
  session.setState({ signedIn: 'no', token: null });
}

export function authorization(): Record<string, string> {
  const { token } = session.getState();
  return token === null ? {} : { Authorization: `Bearer ${token}` };
}
