import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

export interface Server {
  url: string;
  managementUrl: string;
  /** Ends it as a power cut would. */
  kill: () => Promise<void>;
  /** Starts it again, on the same ports and the same data. */
  start: () => Promise<void>;
  /** Ends it in order and removes its data. */
  close: () => Promise<void>;
}

const JAR = process.env.JAR ?? '';
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
const SETTINGS = {
  HTTP_HOST: '127.0.0.1',
  LOG_LEVEL: 'WARN',
  // All journeys come from one address, and soon after each other.
  REGISTRATIONS_PER_ADDRESS: '1000',
  SIGN_INS_PER_ADDRESS: '1000',
};
const START_MS = 90_000;
const CLOSE_MS = 30_000;
const TRY_MS = 1000;
const PAUSE_MS = 100;

/** The packaged program with a database of its own, ready to answer. */
export async function startServer(name: string, settings: Record<string, string> = {}): Promise<Server> {
  const [port, managementPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), `journey-${name}-`));
  const log = join(dirname(JAR), 'journeys', `${name}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const env = {
    ...process.env,
    ...SETTINGS,
    ...settings,
    DATA_DIR: join(folder, 'data'),
    HTTP_PORT: String(port),
    MANAGEMENT_PORT: String(managementPort),
  };
  const managementUrl = `http://127.0.0.1:${managementPort}`;
  let program: ChildProcess | null = null;
  const stopAtExit = () => program?.kill('SIGKILL');

  async function start() {
    const output = openSync(log, 'a');
    program = spawn(JAVA, ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', JAR], {
      cwd: folder,
      env,
      stdio: ['ignore', output, output],
    });
    await untilReady(`${managementUrl}/health/ready`, program, log);
  }

  async function end(signal: NodeJS.Signals) {
    const ending = program;
    program = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const exit = once(ending, 'exit');
    ending.kill(signal);
    const patience = after(CLOSE_MS, 'late', { ref: false });
    if ((await Promise.race([exit, patience])) === 'late') ending.kill('SIGKILL');
    await exit;
  }

  process.on('exit', stopAtExit);
  await start();
  return {
    url: `${settings.HTTP_TLS_CERT ? 'https' : 'http'}://127.0.0.1:${port}`,
    managementUrl,
    start,
    kill: () => end('SIGKILL'),
    async close() {
      process.off('exit', stopAtExit);
      await end('SIGTERM');
      endOrphan(join(folder, 'data/postgresql/postmaster.pid'));
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function untilReady(url: string, program: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && program.exitCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TRY_MS) }).catch(() => null);
    if (answer?.ok) return;
    await after(PAUSE_MS);
  }
  program.kill('SIGKILL');
  throw new Error(
    `The server did not get ready. ${log} ends with:\n${readFileSync(log, 'utf8').slice(-2000)}`,
  );
}

/** A killed program leaves its database running. */
function endOrphan(pidFile: string): void {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // It had stopped with its program.
  }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}
