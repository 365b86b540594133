const unitMs = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
  ['y', 31_536_000_000],
]);

const oneDuration = /^(?:\d+(?:\.\d+)?(?:ms|[smhdwy]))+$/;
const parts = /(\d+(?:\.\d+)?)(ms|[smhdwy])/g;

/**
 * Milliseconds of a duration as Grafana writes it in "min interval": `15s`, `1m30s`, a leading `>` or `<`, or a bare number of seconds.
 * @throws RangeError when it is none of these, or not above zero.
 */
export function parseDuration(text: string): number {
  const trimmed = text.trim().replace(/^[<>]/, '');
  const ms = /^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) * 1000 : sumOfParts(trimmed);
  if (!(ms > 0)) {
    throw new RangeError(`"${text}" is not a duration; write for example 15s, 1m or 1h30m`);
  }
  return ms;
}

function sumOfParts(text: string): number {
  if (!oneDuration.test(text)) {
    return NaN;
  }
  let ms = 0;
  for (const [, count, unit] of text.matchAll(parts)) {
    ms += Number(count) * (unitMs.get(unit ?? '') ?? NaN);
  }
  return ms;
}

/** A duration as PromQL reads it, exact to the millisecond: `1m30s`, `500ms`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  let text = '';
  for (const unit of ['h', 'm', 's', 'ms']) {
    const size = unitMs.get(unit) ?? 1;
    const count = Math.floor(rest / size);
    rest -= count * size;
    text += count > 0 ? `${count}${unit}` : '';
  }
  return text === '' ? '0s' : text;
}
