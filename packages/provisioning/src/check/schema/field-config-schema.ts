import { list, object, oneOf, text } from './shapes.ts';

const color = object({ mode: text }, { fixedColor: text, seriesBy: oneOf('last', 'min', 'max') });

const step = object({ value: { type: ['number', 'null'] }, color: text });
const thresholds = object({ mode: oneOf('absolute', 'percentage'), steps: list(step) });

const mapping = object({ type: oneOf('value', 'range', 'regex', 'special'), options: { type: 'object' } });

const dataLink = object(
  { title: text, url: text },
  { targetBlank: { type: 'boolean' }, oneClick: { type: 'boolean' } }
);

/** Of a field: Grafana drops what it does not know without a word, so a misspelt name must not pass. */
const defaults = object(
  {},
  {
    color,
    custom: { type: 'object' },
    decimals: { type: 'integer', minimum: 0 },
    description: text,
    displayName: text,
    fieldMinMax: { type: 'boolean' },
    filterable: { type: 'boolean' },
    links: list(dataLink),
    mappings: list(mapping),
    max: { type: 'number' },
    min: { type: 'number' },
    noValue: text,
    thresholds,
    unit: text,
  }
);

const override = object({
  matcher: object({ id: text }, { options: {} }),
  properties: list(object({ id: text }, { value: {} })),
});

export const fieldConfigSchema = object({ defaults, overrides: list(override) });
