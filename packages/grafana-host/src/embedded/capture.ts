import { MetricStore } from '@dynamo-observability/telemetry-store';

/**
 * Fetches a gzipped capture of scrapes and reads it into a store.
 * Rejects with a text that says what is wrong with the address or the file.
 */
export async function loadCapture(url: string): Promise<MetricStore> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) {
    throw new Error(`The capture ${url} cannot be read: ${response.status} ${response.statusText}`);
  }
  return MetricStore.fromScrapes(await gunzip(response.body));
}

async function gunzip(body: NonNullable<Response['body']>): Promise<string> {
  try {
    return await new Response(body.pipeThrough(new DecompressionStream('gzip'))).text();
  } catch {
    throw new Error('The capture is not a complete gzip file');
  }
}
