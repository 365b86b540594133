import { parser as logql } from '@grafana/lezer-logql';
import { parser as traceql } from '@grafana/lezer-traceql';

import { drawnPanels } from '../../dashboard/exported.ts';
import { parseErrors } from '../language/parse-errors.ts';
import { dataLinksOf } from '../links/data-links.ts';
import { explorePanes } from '../links/explore-panes.ts';
import { filledUrl, type Click } from '../links/filled-url.ts';
import { dashboardRule, type Subject } from '../rule.ts';

/** Bears everything but what a JSON text in a URL cannot: a quote and a backslash. */
const hostile = "a&b=c#d+e%20 (f)? {g}|h/i; 模型 'j'";

const anyLabel: Readonly<Record<string, string>> = new Proxy({}, { get: () => hostile });

/** A click on any panel of a dashboard whose variables all hold something hostile. */
function clickOn({ json }: Subject): Click {
  const variables = json.templating.list.map(({ name, type }) => [
    name,
    type === 'datasource' ? `uid-${name}` : hostile,
  ]);
  return {
    timeMs: 1_795_356_000_000,
    fromMs: 1_795_354_800_000,
    toMs: 1_795_358_400_000,
    labels: anyLabel,
    raw: hostile,
    variables: Object.fromEntries(variables) as Record<string, string>,
  };
}

/** What is wrong with a URL once it is clicked; undefined where nothing is. */
function fault(url: string, subject: Subject, all: readonly Subject[]): string | undefined {
  try {
    const opened = new URL(filledUrl(url, clickOn(subject)), 'http://grafana');
    return opened.pathname === '/explore' ? faultOfExplore(opened) : faultOfDashboard(opened, all);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const ofTime = new Set(['from', 'to', 'timezone', 'time', 'time.window']);

function faultOfDashboard({ pathname, searchParams }: URL, all: readonly Subject[]): string | undefined {
  const uid = /^\/d\/([\w-]+)$/.exec(pathname)?.[1];
  const target = all.find(({ json }) => json.uid === uid);
  if (target === undefined) {
    return `it opens ${pathname}, which does not exist`;
  }
  const known = new Set(target.json.templating.list.map(({ name }) => `var-${name}`));
  const unknown = [...searchParams.keys()].find((key) => !known.has(key) && !ofTime.has(key));
  return unknown === undefined ? undefined : `it sets "${unknown}", which "${uid}" does not have`;
}

function faultOfExplore(url: URL): string | undefined {
  for (const { source, text, uid, pane } of explorePanes(url)) {
    if (!uid.startsWith('uid-')) {
      return `${pane} asks "${uid}", which no variable of the dashboard holds`;
    }
    const [error] = source === 'prometheus' ? [] : parseErrors(source === 'tempo' ? traceql : logql, text);
    if (error !== undefined) {
      return `its query of ${source} does not parse: ${error}`;
    }
  }
  return undefined;
}

/** Links as a click opens them: places that exist, with values that stay whole, and queries that parse. */
export const dataLinks = dashboardRule(
  'data-links',
  'Correct the URL of the link; labels and variables need :percentencode or :queryparam, Explore needs JSON with texts only.',
  (subject, all) =>
    drawnPanels(subject.json).flatMap((panel) =>
      dataLinksOf(panel).flatMap(({ title, url }) => {
        const problem = fault(url, subject, all);
        return problem === undefined
          ? []
          : [{ panel: panel.title ?? String(panel.id), problem: `"${title}": ${problem}` }];
      })
    )
);
