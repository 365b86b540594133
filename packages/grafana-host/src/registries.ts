import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  identityOverrideProcessor,
  numberOverrideProcessor,
  setTimeZoneResolver,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  ThresholdsMode,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
  type FieldConfigPropertyItem,
} from '@grafana/data';

import { extractFields } from './transformations/extract-fields.ts';

/** Nothing is edited outside Grafana. */
const noEditor = (): null => null;

function property(
  id: string,
  process: FieldConfigPropertyItem['process'],
  defaultValue?: unknown
): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    editor: noEditor,
    override: noEditor,
    process,
    shouldApply: () => true,
    settings: {},
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}

const fieldOptions = (): FieldConfigPropertyItem[] => [
  property('displayName', displayNameOverrideProcessor),
  property('unit', unitOverrideProcessor),
  property('min', numberOverrideProcessor),
  property('max', numberOverrideProcessor),
  property('fieldMinMax', booleanOverrideProcessor),
  property('decimals', numberOverrideProcessor),
  property('noValue', stringOverrideProcessor),
  property('color', identityOverrideProcessor),
  property('thresholds', thresholdsOverrideProcessor, {
    mode: ThresholdsMode.Absolute,
    steps: [{ value: -Infinity, color: 'green' }],
  }),
  property('mappings', valueMappingsOverrideProcessor, []),
  property('links', dataLinksOverrideProcessor),
  property('filterable', booleanOverrideProcessor),
  property('nullValueMode', identityOverrideProcessor),
];

const editors = [
  'number',
  'slider',
  'text',
  'boolean',
  'select',
  'multi-select',
  'radio',
  'unit',
  'color',
  'fieldColor',
];

let done = false;

/**
 * Fills Grafana's registries of field options and transformations. Without them units, thresholds, links and overrides have no
 * effect and nothing says so. Must run before a panel plugin's field options are read.
 */
export function fillRegistries(): void {
  if (done) {
    return;
  }
  done = true;
  setTimeZoneResolver(() => 'browser');
  standardEditorsRegistry.setInit(() => editors.map((id) => ({ id, name: id, editor: noEditor })));
  standardFieldConfigEditorRegistry.setInit(fieldOptions);
  // Some transformations are listed under an older name as well.
  const all = [...Object.values(standardTransformers), extractFields];
  const transformations = new Map(all.map((each) => [each.id, each]));
  standardTransformersRegistry.setInit(() =>
    [...transformations.values()].map((transformation) => ({
      id: transformation.id,
      name: transformation.name,
      transformation,
      editor: noEditor,
      imageDark: '',
      imageLight: '',
    }))
  );
}
