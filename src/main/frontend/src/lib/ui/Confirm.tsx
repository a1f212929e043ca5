import type { ReactNode } from 'react';
import { sentenceOf } from '../problem';
import { useAttempt } from '../useAttempt';
import { Dialog } from './Dialog';
import { Notice } from './Notice';

interface ConfirmProps {
  title: string;
  children: ReactNode;
  yes: string;
  no?: string;
  /** The dialog closes when it has succeeded, and says why where it has not. */
  onYes: () => Promise<unknown>;
  onClose: () => void;
}

export function Confirm({ title, children, yes, no = 'Keep it', onYes, onClose }: ConfirmProps) {
  const { run, isBusy, failure, failures } = useAttempt();
  const confirm = async () => {
    await onYes();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="form">
        <p>{children}</p>
        {failure !== null && <Notice key={failures}>{sentenceOf(failure)}</Notice>}
        <div className="actions actions-end">
          <button type="button" className="button" onClick={onClose}>
            {no}
          </button>
          <button
            type="button"
            className="button button-danger"
            disabled={isBusy}
            onClick={() => void run(confirm)}
          >
            {yes}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
