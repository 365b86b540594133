/**
 * Fetches a file of a capture, gzipped or not, as text.
 * Rejects with a text that says what is wrong with the address or the file.
 */
export async function fetchCaptured(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`The capture ${url} cannot be read: ${response.status} ${response.statusText}`);
  }
  const content = new Uint8Array(await response.arrayBuffer());
  return isGzip(content) ? gunzip(content, url) : new TextDecoder().decode(content);
}

/** Some web servers take the ending `.gz` for an encoding of their own, and the browser has then unpacked the file already. */
const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

async function gunzip(content: BlobPart, url: string): Promise<string> {
  try {
    return await new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
  } catch {
    throw new Error(`The capture ${url} is not a complete gzip file`);
  }
}
