/** An id in hex: Tempo writes bytes in Base64, OTLP files write them in hex. Empty where it is missing. */
export function hexId(text: string): string {
  if (text === '' || /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/i.test(text)) {
    return text.toLowerCase();
  }
  try {
    return [...atob(text)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  } catch {
    throw new Error(`The data source answered with an id "${text.slice(0, 40)}" that is neither hex nor Base64`);
  }
}

/** As Grafana writes it: half of the id left out where it is all zeros. */
export const shortTraceId = (hex: string): string => hex.replace(/^0{16}/, '');
