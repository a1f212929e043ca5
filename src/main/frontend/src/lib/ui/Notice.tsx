import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something went wrong, said at once to whoever listens. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="notice" role="alert">
      <CircleAlert size={20} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
