/**
 * How Dynamo makes the names of metrics and labels (dynamo-facts.md b.2). All of it works on Unicode code points: one bad code
 * point becomes one `_`, also where UTF-16 needs two units for it.
 */

const onlyUnderscores = /^_+$/;

function startingWithLetterOrUnderscore(text: string): string {
  return /^[a-zA-Z_]/.test(text) ? text : `_${text}`;
}

function refuse(kind: 'metric' | 'label', raw: string): never {
  const why = raw === '' ? 'it is empty' : 'it has no letter or digit';
  throw new Error(
    `The ${kind} name ${JSON.stringify(raw)} cannot be made valid: ${why}. Use a letter or a digit in it.`
  );
}

/**
 * A metric name as Dynamo writes it: what is not a letter, a digit, `_` or `:` becomes `_`, and a name that starts with
 * neither letter nor `_` gets a `_` in front (a leading colon too).
 * @throws {Error} when nothing but underscores would be left.
 */
export function sanitizeName(raw: string): string {
  const name = startingWithLetterOrUnderscore(raw.replace(/[^a-zA-Z0-9_:]/gu, '_'));
  return raw === '' || onlyUnderscores.test(name) ? refuse('metric', raw) : name;
}

/**
 * A label name as Dynamo writes it, and also the value of the labels that it adds itself: `dynamo_namespace="my_ns"`.
 * Like `sanitizeName`, without colons; one leading `__`, which Prometheus reserves, is taken away, once. So `___x` stays
 * reserved as `__x`; that flaw is Dynamo's and is kept.
 * @throws {Error} when nothing but underscores would be left.
 */
export function sanitizeLabel(raw: string): string {
  const replaced = startingWithLetterOrUnderscore(raw.replace(/[^a-zA-Z0-9_]/gu, '_'));
  if (raw === '' || onlyUnderscores.test(replaced)) {
    return refuse('label', raw);
  }
  if (!replaced.startsWith('__')) {
    return replaced;
  }
  const rest = replaced.slice(2);
  return /^[a-zA-Z]/.test(rest) ? rest : `_${rest}`;
}

/** The prefix of the frontend's own families for a `--metrics-prefix`; what cannot be made valid falls back to the default. */
export function frontendPrefix(raw: string): string {
  try {
    return sanitizeName(raw);
  } catch {
    return 'dynamo_frontend';
  }
}

/**
 * The name of a metric that a component registers through the runtime.
 * @throws {Error} as `sanitizeName`.
 */
export function componentMetricName(name: string): string {
  return `dynamo_component_${sanitizeName(name)}`;
}
