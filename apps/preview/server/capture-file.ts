import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { CaptureError, MetricStore } from '@dynamo-observability/telemetry-store';

import { CAPTURE_FILE, type ShownCapture } from '../src/shown/shown.ts';
import { StartError } from './start-error.ts';

/** A capture that has been read once from end to end. */
export interface CheckedCapture {
  readonly shown: ShownCapture;
  /** Gzipped, as the page fetches it. */
  readonly content: Buffer;
}

/**
 * Reads a capture in the format scrapes/1, gzipped or not, and checks all of it, so that the page will not fail on it.
 * @throws StartError that names the file, the line where there is one, and the mend.
 */
export async function readCapture(file: string): Promise<CheckedCapture> {
  const raw = await readBytes(file);
  const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const text = (isGzip ? unzip(raw, file) : raw).toString('utf8');
  checkStore(text, file);
  return {
    shown: { kind: 'capture', url: CAPTURE_FILE, file: path.basename(file), scrapeInterval: scrapeIntervalOf(text) },
    content: isGzip ? raw : gzipSync(raw),
  };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(error);
    throw new StartError(`The capture ${file} cannot be read: ${reason}. Check the path given with --capture.`);
  }
}

function unzip(raw: Buffer, file: string): Buffer {
  try {
    return gunzipSync(raw);
  } catch {
    throw new StartError(
      `The capture ${file} is damaged: it begins like a gzip file but cannot be unpacked. Copy it again.`
    );
  }
}

function checkStore(text: string, file: string): void {
  try {
    MetricStore.fromScrapes(text);
  } catch (error) {
    if (!(error instanceof CaptureError)) {
      throw error;
    }
    throw new StartError(
      `The capture ${file} is not in the format scrapes/1: ${error.message}. Give a file that was recorded in this format.`
    );
  }
}

/** From the first line, which the check has read. */
function scrapeIntervalOf(text: string): string {
  const first: unknown = JSON.parse(text.slice(0, text.indexOf('\n')));
  const seconds = typeof first === 'object' && first !== null && 'interval_s' in first ? Number(first.interval_s) : NaN;
  return seconds > 0 ? `${seconds}s` : '15s';
}
