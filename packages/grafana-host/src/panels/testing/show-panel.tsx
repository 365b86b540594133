import {
  createDataFrame,
  createTheme,
  dateTime,
  EventBusSrv,
  LoadingState,
  ThemeContext,
  type DataFrame,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import type { ComponentType } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

export interface ShownPanel {
  readonly element: HTMLElement;
  /** All that has this role. */
  all(role: string): HTMLElement[];
  close(): void;
}

const range = { from: dateTime(0), to: dateTime(60_000) };

/** Data of a panel as a finished query leaves it. */
export const panelData = (series: DataFrame[], state = LoadingState.Done): PanelData => ({
  state,
  series,
  timeRange: { ...range, raw: range },
});

export const noFrame: DataFrame = createDataFrame({ fields: [] });

/** Shows a panel alone, without a scene around it. */
export function showPanel<Options>(
  Panel: ComponentType<PanelProps<Options>>,
  data: PanelData,
  options: Options
): ShownPanel {
  const element = document.createElement('main');
  document.body.append(element);
  const root = createRoot(element);
  const props: PanelProps<Options> = {
    id: 1,
    data,
    timeRange: data.timeRange,
    timeZone: 'utc',
    options,
    transparent: false,
    width: 800,
    height: 400,
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    title: 'Panel',
    eventBus: new EventBusSrv(),
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    replaceVariables: (text) => text,
    onChangeTimeRange: () => undefined,
  };
  flushSync(() =>
    root.render(
      <ThemeContext.Provider value={createTheme()}>
        <Panel {...props} />
      </ThemeContext.Provider>
    )
  );
  return {
    element,
    all: (role) => [...element.querySelectorAll<HTMLElement>(`[role="${role}"]`)],
    close: () => {
      root.unmount();
      element.remove();
    },
  };
}

/** What a user does, with what follows from it drawn. */
export function press(element: Element | null | undefined, key: string): void {
  flushSync(() => element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

export function click(element: Element | null | undefined): void {
  flushSync(() => element?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
}
