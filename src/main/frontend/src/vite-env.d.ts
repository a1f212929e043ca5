interface ImportMetaEnv {
  /** `false`: a chapter appears when it is told to its end, not while it is told. */
  readonly VITE_STREAMING_ENABLED?: string;
  /** Consecutive failed connections before a stream is given up; 3 if absent. */
  readonly VITE_STREAMING_RETRY_ATTEMPTS?: string;
}
