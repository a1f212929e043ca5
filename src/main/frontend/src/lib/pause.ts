/** Waits so many milliseconds; sooner if the network or the reader comes back. Rejects when aborted. */
export function pauseBeforeRetry(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, millis);
    const seen = () => document.visibilityState === 'visible' && done();
    const aborted = () => {
      release();
      reject(signal.reason);
    };
    function done() {
      release();
      resolve();
    }
    function release() {
      clearTimeout(timer);
      globalThis.removeEventListener('online', done);
      document.removeEventListener('visibilitychange', seen);
      signal.removeEventListener('abort', aborted);
    }
    globalThis.addEventListener('online', done);
    document.addEventListener('visibilitychange', seen);
    signal.addEventListener('abort', aborted);
    if (signal.aborted) aborted();
  });
}

export function untilOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const release = () => {
      globalThis.removeEventListener('online', online);
      signal.removeEventListener('abort', aborted);
    };
    const online = () => {
      release();
      resolve();
    };
    const aborted = () => {
      release();
      reject(signal.reason);
    };
    globalThis.addEventListener('online', online);
    signal.addEventListener('abort', aborted);
    if (signal.aborted) aborted();
    else if (navigator.onLine !== false) online();
  });
}

/** Doubles with every consecutive failure, 50 to 100 % of it by chance, so that readers do not return as one. */
export function backoff(base: number, failures: number, random = Math.random()): number {
  const ceiling = Math.min(base * 2 ** Math.max(0, failures - 1), 15_000);
  return ceiling * (0.5 + random / 2);
}
