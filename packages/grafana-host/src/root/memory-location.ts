import { HistoryWrapper, type LocationService } from '@grafana/runtime';
import { createMemoryHistory } from 'history';

/** A location of its own that begins at `path` and leaves the address of the browser alone: for stories and tests. */
export const memoryLocation = (path: string): LocationService =>
  new HistoryWrapper(createMemoryHistory({ initialEntries: [path] }));
