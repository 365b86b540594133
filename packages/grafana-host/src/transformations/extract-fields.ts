import { FieldType, type DataFrame, type DataTransformerInfo, type Field } from '@grafana/data';
import { map } from 'rxjs';

/** As in Grafana. */
interface ExtractFieldsOptions {
  /** Name of the field that holds objects, or objects as JSON. */
  readonly source?: string;
  /** The extracted fields stand in place of all others. */
  readonly replace?: boolean;
  /** With `replace`, the time stays, in front. */
  readonly keepTime?: boolean;
}

/** Grafana's transformation "Extract fields", which is not among those of @grafana/data: a field for each key of objects, such as labels. */
export const extractFields: DataTransformerInfo<ExtractFieldsOptions> = {
  id: 'extractFields',
  name: 'Extract fields',
  description: 'Parse fields from the contents of another.',
  operator: (options) => (source) => source.pipe(map((frames) => frames.map((frame) => extracted(frame, options)))),
};

function extracted(frame: DataFrame, { source, replace, keepTime }: ExtractFieldsOptions): DataFrame {
  const from = frame.fields.find(({ name }) => name === source);
  if (from === undefined) {
    return frame;
  }
  const made = fieldsOf(from.values.map(objectOf));
  if (replace !== true) {
    return { ...frame, fields: [...frame.fields, ...made] };
  }
  const time = frame.fields.filter(({ type }) => keepTime === true && type === FieldType.time).slice(0, 1);
  return { ...frame, fields: [...time, ...made] };
}

type Values = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Values {
  if (typeof value !== 'string') {
    return typeof value === 'object' && value !== null ? { ...value } : {};
  }
  try {
    return objectOf(JSON.parse(value));
  } catch {
    return {};
  }
}

function fieldsOf(rows: readonly Values[]): Field[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((name) => {
    const values = rows.map((row) => row[name]);
    return { name, type: typeOf(values), config: {}, values };
  });
}

/** By the first value that there is. */
function typeOf(values: readonly unknown[]): FieldType {
  const first = values.find((value) => value !== undefined && value !== null);
  switch (typeof first) {
    case 'string':
      return FieldType.string;
    case 'number':
      return FieldType.number;
    case 'boolean':
      return FieldType.boolean;
    default:
      return FieldType.other;
  }
}
