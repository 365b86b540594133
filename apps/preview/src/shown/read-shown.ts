import { SHOWN_FILE, type Shown } from './shown.ts';

/** Asks the server what to show. Rejects where it does not answer, or with something else. */
export async function readShown(baseUrl: string): Promise<Shown> {
  const response = await fetch(baseUrl + SHOWN_FILE);
  const body: unknown = response.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isShown(body)) {
    throw new Error(`${SHOWN_FILE} is missing or damaged; build the preview again and start it with "pnpm start"`);
  }
  return body;
}

function isShown(body: unknown): body is Shown {
  if (typeof body !== 'object' || body === null) {
    return false;
  }
  const has = (...names: string[]): boolean =>
    names.every((name) => typeof new Map<string, unknown>(Object.entries(body)).get(name) === 'string');
  return (
    'kind' in body &&
    has('scrapeInterval') &&
    ((body.kind === 'capture' && has('url')) ||
      (body.kind === 'prometheus' && has('url', 'address')) ||
      (body.kind === 'scenario' && has('name') && 'capture' in body))
  );
}
