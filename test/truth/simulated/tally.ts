import { dashboards, metricsQueries } from '@dynamo-observability/dashboards';

import type { JudgedQuery } from './judge-pages.ts';

/** How the panels of one page stand. Each panel is counted once, by the worst of its queries. */
export interface Tally {
  readonly page: string;
  readonly panels: number;
  readonly right: number;
  readonly wrong: readonly string[];
  /** It has a truth, but in no case anything to judge. */
  readonly blank: readonly string[];
  /** No truth can exist, for a stated reason. */
  readonly reasoned: number;
  /** Nobody has written its truth yet. */
  readonly untold: readonly string[];
}

type Standing = 'wrong' | 'right' | 'blank' | 'reasoned' | 'untold';

/** @param judged the queries of all cases together */
export function tally(judged: readonly JudgedQuery[]): Tally[] {
  return dashboards.map(({ title, rows }) => {
    const ids = new Set(
      rows
        .flatMap((row) => row.panels)
        .filter(({ panel }) => metricsQueries(panel).length > 0)
        .map(({ panel }) => panel.id)
    );
    const standing = [...ids].map((id) => [id, standingOf(judged.filter(({ panel }) => panel === id))] as const);
    const all = (which: Standing): string[] => standing.filter(([, each]) => each === which).map(([id]) => id);
    return {
      page: title,
      panels: ids.size,
      right: all('right').length,
      wrong: all('wrong'),
      blank: all('blank'),
      reasoned: all('reasoned').length,
      untold: all('untold'),
    };
  });
}

function standingOf(queries: readonly JudgedQuery[]): Standing {
  if (queries.length === 0) {
    return 'untold';
  }
  const told = queries.flatMap(({ verdict }) => ('wrong' in verdict ? [verdict] : []));
  if (told.some(({ wrong }) => wrong.length > 0)) {
    return 'wrong';
  }
  if (told.length === 0) {
    return 'reasoned';
  }
  return told.some(({ judged }) => judged > 0) ? 'right' : 'blank';
}
