import { Link } from 'wouter';
import { usePage } from '../lib/usePage';

export function NotFoundPage() {
  usePage('Nothing here');
  return (
    <div className="waiting">
      <h1>Nothing but stars here</h1>
      <p className="muted">This page does not exist, or it belongs to somebody else.</p>
      <Link className="button button-main" href="/">
        Back to the children
      </Link>
    </div>
  );
}
