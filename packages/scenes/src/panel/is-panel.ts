import { VizPanel } from '@grafana/scenes';

/** Whether an object of a scene is a panel. `instanceof` alone would leave the types of its options open. */
export const isPanel = (object: unknown): object is VizPanel => object instanceof VizPanel;
