import { useState } from 'react';

interface Attempt {
  /** Resolves when it is over, whether it failed or not. */
  run: (command: () => Promise<unknown>) => Promise<void>;
  isBusy: boolean;
  /** Why the last attempt failed; null if it did not, and while another is under way. */
  failure: unknown;
  /** A key for what says so: the words of two failures may be the same, and those that stay are not said again. */
  failures: number;
}

/** Something a reader may try again when it fails. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [failures, setFailures] = useState(0);
  const run = async (command: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await command();
    } catch (error) {
      setFailure(error);
      setFailures((count) => count + 1);
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, failure, failures };
}
