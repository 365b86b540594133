import { Ajv, type ErrorObject } from 'ajv';

import { dashboardRule } from '../rule.ts';
import { dashboardSchema } from '../schema/dashboard-schema.ts';

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(dashboardSchema);

function sentence({ instancePath, keyword, message, params }: ErrorObject): string {
  const property: unknown = params['additionalProperty'];
  const place = instancePath === '' ? 'the dashboard' : instancePath;
  return keyword === 'additionalProperties' ? `${place} has "${String(property)}"` : `${place} ${message ?? keyword}`;
}

/** The exported JSON as a whole, after it was written and read: what Grafana will get. */
export const schema = dashboardRule(
  'schema',
  'Correct the exporter, or describe the new property in check/schema after looking it up in @grafana/schema.',
  ({ json }) => {
    const read: unknown = JSON.parse(JSON.stringify(json));
    if (validate(read)) {
      return [];
    }
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
    return errors.map((error) => ({ problem: sentence(error) }));
  }
);
