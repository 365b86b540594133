import type { PanelData } from '@grafana/data';
import {
  SceneDataNode,
  sceneGraph,
  SceneObjectBase,
  type SceneComponentProps,
  type SceneObjectRef,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { Drawer, Tab, TabsBar } from '@grafana/ui';

import { text } from '../language/translate.ts';
import { allSeriesOf } from '../series-limit/series-limit.tsx';
import { DataTab } from './data-tab.tsx';
import { inspectTable } from './inspect-table.ts';
import { JsonTab } from './json-tab.tsx';
import { QueryTab } from './query-tab.tsx';
import { tablesOf, type InspectedTable } from './tables.ts';

const tabs = ['data', 'query', 'json'] as const;
export type InspectTab = (typeof tabs)[number];

interface InspectDrawerState extends SceneObjectState {
  readonly panelRef: SceneObjectRef<VizPanel>;
  /** The panel in Grafana's JSON, as text. */
  readonly json: string;
  readonly onClose: () => void;
  readonly tab: InspectTab;
  readonly tables: readonly InspectedTable[];
  /** Index of the table that is shown. */
  readonly chosen: number;
  readonly data?: PanelData;
  readonly table: VizPanel;
}

/**
 * What stands behind a panel: its data after transformations as a table and as CSV, the queries as they were sent, and its JSON. A
 * panel that was not in view yet asks for its data now.
 */
export class InspectDrawer extends SceneObjectBase<InspectDrawerState> {
  constructor(state: InspectDrawerState) {
    super(state);
    this.addActivationHandler(() => this.follow());
  }

  private follow(): () => void {
    const panel = this.state.panelRef.resolve();
    const sleep = panel.activate();
    const source = sceneGraph.getData(panel);
    source.isInViewChanged?.(true);
    const subscription = source.subscribeToState(({ data }) => this.read(data));
    this.read(source.state.data);
    return () => {
      subscription.unsubscribe();
      sleep();
    };
  }

  private read(data: PanelData | undefined): void {
    if (data === undefined || data === this.state.data) {
      return;
    }
    const series = allSeriesOf(this.state.panelRef.resolve()) ?? data.series;
    this.setState({ data, tables: tablesOf(series, text('inspect.joined')) });
    const { tables } = this.state;
    this.choose(Math.min(this.state.chosen, Math.max(0, tables.length - 1)));
  }

  choose(chosen: number): void {
    const { data, tables, table } = this.state;
    const frame = tables[chosen]?.frame;
    this.setState({ chosen });
    if (data !== undefined) {
      const shown = { ...data, series: frame === undefined ? [] : [frame], annotations: [] };
      table.setState({ $data: new SceneDataNode({ data: shown }) });
    }
  }

  static Component = DrawerOfPanel;
}

function DrawerOfPanel({ model }: SceneComponentProps<InspectDrawer>): JSX.Element {
  const { panelRef, tab, json, onClose, data, tables, chosen, table } = model.useState();
  const panel = panelRef.resolve();
  const title = panel.interpolate(panel.state.title, undefined, 'text');
  return (
    <Drawer
      title={text('inspect.title', { title })}
      size="lg"
      onClose={onClose}
      scrollableContent={tab !== 'data'}
      tabs={
        <TabsBar>
          {tabs.map((each) => (
            <Tab
              key={each}
              label={text(`inspect.tab.${each}`)}
              active={each === tab}
              onChangeTab={() => model.setState({ tab: each })}
            />
          ))}
        </TabsBar>
      }
    >
      {tab === 'data' && <DataTab {...{ title, data, tables, chosen, table }} onChoose={(i) => model.choose(i)} />}
      {tab === 'query' && <QueryTab data={data} />}
      {tab === 'json' && <JsonTab json={json} />}
    </Drawer>
  );
}

/** @param json the panel in Grafana's JSON, as text. */
export function inspectDrawer(panel: VizPanel, json: string, onClose: () => void): InspectDrawer {
  const table = inspectTable(panel.state.fieldConfig);
  return new InspectDrawer({ panelRef: panel.getRef(), json, onClose, tab: 'data', tables: [], chosen: 0, table });
}
