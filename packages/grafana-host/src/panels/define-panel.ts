import {
  FieldColorModeId,
  FieldConfigProperty,
  identityOverrideProcessor,
  PanelPlugin,
  PluginType,
  type PanelPluginMeta,
  type PanelProps,
} from '@grafana/data';
import type { ComponentType } from 'react';

import { noInfo } from '../plugin-info.ts';

export interface PanelDefinition<Options extends object> {
  /** The id of the core panel that it stands in for. */
  readonly id: string;
  readonly component: ComponentType<PanelProps<Options>>;
  /** Options with the values that hold where a dashboard says nothing. */
  readonly options: NoInfer<Options>;
  /** Custom field options by core's names; one that is not listed here has no effect. */
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly color?: FieldColorModeId;
  /** Draws frames of the annotations topic, exemplars among them; else Scenes takes them away. */
  readonly annotations?: boolean;
  readonly skipDataQuery?: boolean;
  /** Draws up to the edge of the panel. */
  readonly noPadding?: boolean;
}

const noEditor = (): null => null;

/** A panel plugin as Grafana would load it. */
export function definePanel<Options extends object>(definition: PanelDefinition<Options>): PanelPlugin<Options> {
  const plugin = new PanelPlugin<Options>(definition.component);
  plugin.meta = metaOf(definition.id, definition.skipDataQuery ?? false);
  plugin.setPanelOptions((builder) => {
    const defaults: Iterable<[string, unknown]> = Object.entries(definition.options);
    for (const [path, defaultValue] of defaults) {
      builder.addCustomEditor({ id: path, path, name: path, defaultValue, editor: noEditor });
    }
  });
  plugin.useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: { defaultValue: { mode: definition.color ?? FieldColorModeId.Thresholds } },
    },
    useCustomConfig: (builder) => {
      for (const [path, defaultValue] of Object.entries(definition.custom ?? {})) {
        builder.addCustomEditor({
          id: path,
          path,
          name: path,
          defaultValue,
          editor: noEditor,
          override: noEditor,
          process: identityOverrideProcessor,
          shouldApply: () => true,
        });
      }
    },
  });
  plugin.setDataSupport({ annotations: definition.annotations ?? false, alertStates: false });
  plugin.noPadding = definition.noPadding ?? false;
  return plugin;
}

const metaOf = (id: string, skipDataQuery: boolean): PanelPluginMeta => ({
  id,
  name: id,
  sort: 1,
  type: PluginType.panel,
  module: '',
  baseUrl: '',
  skipDataQuery,
  info: noInfo,
});
