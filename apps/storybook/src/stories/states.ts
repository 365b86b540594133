/** What a story shows its panel or page in. */
export type State = 'data' | 'no-traffic' | 'not-enabled' | 'loading' | 'failed';

interface StateStory {
  readonly state: State;
  /** The export in the story file; a part of the story's address. */
  readonly exportName: string;
  readonly name: string;
}

/** Every panel and page has a story in each of them, in this order. */
export const stateStories: readonly StateStory[] = [
  { state: 'data', exportName: 'data', name: 'Data' },
  { state: 'no-traffic', exportName: 'noTraffic', name: 'No traffic' },
  { state: 'not-enabled', exportName: 'notEnabled', name: 'Not enabled' },
  { state: 'loading', exportName: 'loading', name: 'Loading' },
  { state: 'failed', exportName: 'failed', name: 'Failed' },
];
