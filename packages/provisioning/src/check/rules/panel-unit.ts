import { drawnPanels } from '../../dashboard/exported.ts';
import { dashboardRule } from '../rule.ts';

/** Units of Grafana 12.3 (value formats of @grafana/data) that this field measures in. */
const units: ReadonlySet<string> = new Set([
  // numbers and shares
  ...['none', 'short', 'percent', 'percentunit', 'bool', 'bool_yes_no', 'bool_on_off', 'string'],
  // time
  ...['s', 'ms', '\u00b5s', 'ns', 'm', 'h', 'd', 'dtdurations', 'dtdurationms', 'dateTimeAsIso', 'dateTimeFromNow'],
  // rates
  ...['reqps', 'rps', 'ops', 'cps', 'eps', 'iops', 'mps', 'hertz', 'rothz'],
  // data
  ...['bytes', 'decbytes', 'mbytes', 'gbytes', 'Bps', 'binBps', 'bps', 'binbps', 'MBs', 'GBs'],
  // physics
  ...['watt', 'kwatt', 'joule', 'kwatth', 'celsius', 'rotrpm', 'volt', 'amp'],
]);

/** A unit of our own, such as `suffix: tokens/s`. */
const ownUnit = /^(suffix|prefix|si|count):\s*\S/;

/** Every kind of panel, not only those that Grafana's linter looks at. */
export const panelUnit = dashboardRule(
  'panel-unit',
  'Set `unit` to a unit of Grafana, "none" for a plain number. If Grafana knows it, add it to the list in panel-unit.ts.',
  ({ json }) =>
    drawnPanels(json).flatMap((panel) => {
      const given = [
        panel.fieldConfig.defaults.unit,
        ...panel.fieldConfig.overrides.flatMap(({ properties }) =>
          properties.filter((property) => property.id === 'unit').map((property) => String(property.value))
        ),
      ];
      return given
        .filter((unit) => unit === undefined || !(units.has(unit) || ownUnit.test(unit)))
        .map((unit) => ({
          panel: panel.title ?? String(panel.id),
          problem: unit === undefined || unit === '' ? 'it has no unit' : `"${unit}" is not a unit that we know`,
        }));
    })
);
