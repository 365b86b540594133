import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 10_000;

/** What a Prometheus that is started for a test works on. */
export interface PrometheusSetup {
  /** A page in OpenMetrics whose lines have timestamps; becomes blocks of the database before the start. */
  readonly backfill?: string;
  /** The `prometheus.yml`. */
  readonly config?: string;
}

export interface PrometheusResponse {
  readonly status: 'success' | 'error';
  readonly data?: unknown;
  readonly errorType?: string;
  readonly error?: string;
}

/** A Prometheus of its own on a free loopback port, with a database of its own that `stop` removes. */
export class Prometheus {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly folder: string
  ) {}

  /** Throws where the binaries are absent, the backfill is refused or the server is not ready in time. */
  static async start({ backfill, config = 'global: {}\n' }: PrometheusSetup): Promise<Prometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
    try {
      await writeFile(join(folder, 'prometheus.yml'), config);
      if (backfill !== undefined) {
        await loadBlocks(folder, backfill);
      }
      const prometheus = await Prometheus.launch(folder, await freePort());
      await prometheus.requireVersion2();
      return prometheus;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Asks the HTTP API, e.g. `api('query', {query: 'up', time: '0'})`; errors of the query come back in the response. */
  async api(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<PrometheusResponse> {
    const response = await fetch(`${this.url}/api/v1/${endpoint}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null || !('status' in body)) {
      throw new Error(`Prometheus answered ${endpoint} with HTTP ${response.status} and no status`);
    }
    const { status, ...rest } = body;
    return { ...rest, status: status === 'success' ? 'success' : 'error' };
  }

  async stop(): Promise<void> {
    await ended(this.process, () => this.process.kill('SIGTERM'));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** 3.0 opened windows on the left, so its answers differ from those that the store gives. */
  private async requireVersion2(): Promise<void> {
    const response = await fetch(`${this.url}/api/v1/status/buildinfo`);
    const version = /"version":"([^"]*)"/.exec(await response.text())?.[1] ?? 'of unknown version';
    if (!version.startsWith('2.')) {
      await this.stop();
      throw new Error(`the store answers as Prometheus 2.42, but the one on the PATH is ${version}`);
    }
  }

  private static async launch(folder: string, port: number): Promise<Prometheus> {
    const child = spawn(binary('prometheus'), [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      // Captures keep their own times, which may be years ago.
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ]);
    const complaints: string[] = [];
    child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
    const prometheus = new Prometheus(`http://127.0.0.1:${port}`, child, folder);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await prometheus.isReady())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await ended(child, () => child.kill('SIGKILL'));
        throw new Error(`Prometheus did not become ready: ${complaints.join('').slice(-2000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return prometheus;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/-/ready`)).ok;
    } catch {
      return false;
    }
  }
}

/** Whether `prometheus` and `promtool` are on the path. */
export function prometheusAvailable(): boolean {
  return find('prometheus') !== undefined && find('promtool') !== undefined;
}

/**
 * Whether tests against Prometheus should be skipped: only where it is absent, and never in CI, where the test must
 * fail instead.
 */
export function skipWithoutPrometheus(): boolean {
  return !prometheusAvailable() && !process.env['CI'];
}

function binary(name: 'prometheus' | 'promtool'): string {
  const path = find(name);
  if (path === undefined) {
    throw new Error(`${name} is not on the PATH; install Prometheus 2.42 (Debian 12: apt-get install prometheus)`);
  }
  return path;
}

function find(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

async function loadBlocks(folder: string, backfill: string): Promise<void> {
  const page = join(folder, 'backfill.om');
  await writeFile(page, backfill);
  await promisify(execFile)(binary('promtool'), [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    page,
    join(folder, 'data'),
  ]);
  await rm(page);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('no free port on the loopback interface');
  }
  return address.port;
}

async function ended(child: ChildProcess, signal: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const force = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  signal();
  await exit;
  clearTimeout(force);
}
