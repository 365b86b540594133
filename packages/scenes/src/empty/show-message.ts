import type { Panel, PanelKind } from '@dynamo-observability/dashboards';
import type { VizPanel } from '@grafana/scenes';

/** Stands for a value that is missing among others. The panel's own words are about all of them. */
const missingValue = '–';

/** These panels write the message where a value would stand: as large as fits, in the colour of the lowest threshold. */
const writesLikeValue: ReadonlySet<PanelKind> = new Set(['stat', 'bargauge']);

type Options = Panel['options'];

/** In pixels: a sentence of some lines fits into a small panel. */
const plainText: Options = { text: { valueSize: 13 }, colorMode: 'none', graphMode: 'none' };
const sizeThatFits: Options = { text: {} };

/** Makes an empty panel say something. */
export function showMessage(viz: VizPanel, panel: Panel, message: string): void {
  change(viz, message, writesLikeValue.has(panel.kind) ? plainText : {});
}

/** Makes a panel draw what it has, as its definition says. */
export function showValues(viz: VizPanel, panel: Panel): void {
  const own: Options = { ...sizeThatFits, ...panel.options };
  const back = Object.fromEntries(Object.keys(plainText).map((option) => [option, own[option]]));
  change(viz, missingValue, writesLikeValue.has(panel.kind) ? back : {});
}

function change(viz: VizPanel, noValue: string, options: Options): void {
  const { fieldConfig } = viz.state;
  const now: Options = viz.state.options;
  const isSo = Object.entries(options).every(([option, value]) => now[option] === value);
  if (fieldConfig.defaults.noValue === noValue && isSo) {
    return;
  }
  // The panel keeps the frames to which it has applied the old configuration.
  viz.clearFieldConfigCache();
  viz.setState({
    options: { ...now, ...options },
    fieldConfig: { ...fieldConfig, defaults: { ...fieldConfig.defaults, noValue } },
  });
}
