/** Fields of Tempo's and Loki's answers that hold Unix nanoseconds. */
const nanosecondFields = new Set(['startTimeUnixNano', 'endTimeUnixNano', 'timeUnixNano']);

type Json = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer of Loki's or Tempo's API with every time moved. All else stays as it is, what was handed in too. */
export function shiftTimes(body: unknown, offsetMs: number): unknown {
  const data = isObject(body) ? body['data'] : undefined;
  if (isObject(body) && isObject(data) && Array.isArray(data['result'])) {
    const result = data['result'].map((each: unknown) => shiftResult(each, String(data['resultType']), offsetMs));
    return { ...body, data: { ...data, result } };
  }
  return shiftFields(body, offsetMs);
}

/** Nanoseconds as Loki and Tempo write them: whole numbers, as texts. */
export const shiftNanoseconds = (text: string, offsetMs: number): string =>
  /^\d+$/.test(text) ? String(BigInt(text) + BigInt(offsetMs) * 1_000_000n) : text;

/** A stream or a series of Loki. */
function shiftResult(result: unknown, type: string, offsetMs: number): unknown {
  if (!isObject(result)) {
    return result;
  }
  const shift = (point: unknown): unknown =>
    !Array.isArray(point) ? point : type === 'streams' ? shiftLine(point, offsetMs) : shiftSample(point, offsetMs);
  return {
    ...result,
    ...('value' in result ? { value: shift(result['value']) } : {}),
    ...(Array.isArray(result['values']) ? { values: result['values'].map(shift) } : {}),
  };
}

const shiftSample = ([time, ...rest]: readonly unknown[], offsetMs: number): unknown[] => [
  Number(time) + offsetMs / 1000,
  ...rest,
];

const shiftLine = ([time, line, ...rest]: readonly unknown[], offsetMs: number): unknown[] => [
  shiftNanoseconds(String(time), offsetMs),
  typeof line === 'string' ? shiftWrittenTime(line, offsetMs) : line,
  ...rest,
];

/** Dynamo writes the time into its JSON lines too: it must not contradict the time beside the line. */
const shiftWrittenTime = (line: string, offsetMs: number): string =>
  line.replace(
    /^(\{"time":")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d*Z")/,
    (_match, before: string, time: string, after: string) =>
      before + new Date(Date.parse(`${time}Z`) + offsetMs).toISOString().slice(0, -1) + after
  );

function shiftFields(value: unknown, offsetMs: number): unknown {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => shiftFields(each, offsetMs));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shiftField(name, field, offsetMs)]));
}

function shiftField(name: string, value: unknown, offsetMs: number): unknown {
  const isText = typeof value === 'string' || typeof value === 'number';
  if (isText && nanosecondFields.has(name)) {
    return shiftNanoseconds(String(value), offsetMs);
  }
  return isText && name === 'timestampMs' ? String(Number(value) + offsetMs) : shiftFields(value, offsetMs);
}
