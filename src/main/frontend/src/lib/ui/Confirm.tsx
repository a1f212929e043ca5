import { type ReactNode, useState } from 'react';
import { sentenceOf } from '../problem';
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
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    try {
      await onYes();
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="form">
        <p>{children}</p>
        {failure !== null && <Notice>{failure}</Notice>}
        <div className="actions actions-end">
          <button type="button" className="button" onClick={onClose}>
            {no}
          </button>
          <button
            type="button"
            className="button button-danger"
            disabled={busy}
            onClick={() => void confirm()}
          >
            {yes}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
