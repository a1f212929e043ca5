import { useEffect } from 'react';

/** Names the page, and begins it at its top. */
export function usePage(title: string): void {
  useEffect(() => {
    document.title = `${title} · Intergalactic Teacher`;
  }, [title]);
  useEffect(() => {
    globalThis.scrollTo(0, 0);
  }, []);
}
