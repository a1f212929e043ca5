export interface StreamingConfig {
  enabled: boolean;
  retryAttempts: number;
}

export const DEFAULT_RETRY_ATTEMPTS = 3;

/** Reads the build-time settings; a value that is no whole number counts as absent. */
export function streamingConfig(env: Partial<ImportMetaEnv>): StreamingConfig {
  const attempts = Number(env.VITE_STREAMING_RETRY_ATTEMPTS ?? DEFAULT_RETRY_ATTEMPTS);
  return {
    enabled: env.VITE_STREAMING_ENABLED !== 'false',
    retryAttempts: Number.isInteger(attempts) && attempts >= 0 ? attempts : DEFAULT_RETRY_ATTEMPTS,
  };
}

export const STREAMING: StreamingConfig = streamingConfig(import.meta.env);
