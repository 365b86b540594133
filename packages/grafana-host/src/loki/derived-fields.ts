import { FieldType, type DataFrame, type DataLink, type Field } from '@grafana/data';

import { queryLink, type PageOfQuery } from '../query/query-link.ts';

/** A derived field of a Loki data source's settings: a value found in each line, and where it leads. */
export interface DerivedField {
  readonly name: string;
  /** `label` takes the first label whose name matches; `regex`, the default, the first group found in the line. */
  readonly matcherType?: 'label' | 'regex';
  readonly matcherRegex: string;
  /** An address, or with `datasourceUid` a query. */
  readonly url?: string;
  readonly urlDisplayLabel?: string;
  readonly datasourceUid?: string;
  readonly targetBlank?: boolean;
}

/** What a link needs to know about another data source; undefined where it is not known. */
export type SourceOf = (uid: string) => { readonly type: string; readonly name: string } | undefined;

interface Links {
  readonly sourceOf: SourceOf;
  readonly pageOf?: PageOfQuery | undefined;
}

/** One field for each name, beside the fields of the frame. Several settings of one name share the matcher of the first. */
export function derivedFields(frame: DataFrame, settings: readonly DerivedField[], links: Links): Field[] {
  const lines = frame.fields.find(({ type }) => type === FieldType.string)?.values ?? [];
  const labels = frame.fields.find(({ name, type }) => name === 'labels' && type === FieldType.other)?.values ?? [];
  return [...groupByName(settings)].map(([name, [first, ...rest]]) => ({
    name,
    type: FieldType.string,
    config: { links: [first, ...rest].flatMap((each) => linkOf(each, links)) },
    values: lines.map((line, i) => valueOf(first, String(line), labels[i])),
  }));
}

function groupByName(settings: readonly DerivedField[]): Map<string, [DerivedField, ...DerivedField[]]> {
  const groups = new Map<string, [DerivedField, ...DerivedField[]]>();
  for (const each of settings) {
    const group = groups.get(each.name);
    if (group === undefined) {
      groups.set(each.name, [each]);
    } else {
      group.push(each);
    }
  }
  return groups;
}

function valueOf({ matcherType = 'regex', matcherRegex }: DerivedField, line: string, labels: unknown): string | null {
  const pattern = new RegExp(matcherRegex);
  if (matcherType === 'regex') {
    return pattern.exec(line)?.[1] || null;
  }
  const found = Object.entries(typeof labels === 'object' && labels !== null ? labels : {}).find(([name]) =>
    pattern.test(name)
  );
  return found === undefined ? null : String(found[1]);
}

function linkOf(setting: DerivedField, { sourceOf, pageOf }: Links): DataLink[] {
  const { url = '', urlDisplayLabel = '', datasourceUid, targetBlank } = setting;
  const target = targetBlank === undefined ? {} : { targetBlank };
  if (datasourceUid === undefined || datasourceUid === '') {
    return url === '' ? [] : [{ title: urlDisplayLabel, url, ...target }];
  }
  const source = sourceOf(datasourceUid);
  const query = { query: url, ...(source?.type === 'tempo' ? { queryType: 'traceql' } : {}) };
  const datasourceName = source?.name ?? 'Data source not found';
  return [{ ...queryLink(urlDisplayLabel, { datasourceUid, datasourceName, query }, pageOf), ...target }];
}
