import { t } from '@grafana/i18n';
import { DataLinkButton } from '@grafana/ui';

import { KeyValueTable } from '../key-value/key-value-table.tsx';
import { indentJson } from './indent-json.ts';
import type { LogLineStyles } from './log-line-styles.ts';
import type { LabelSource, LineLink, LogLine } from './log-lines.ts';

interface Props {
  readonly line: LogLine;
  readonly styles: LogLineStyles;
}

/** All that is known of a line: its text, where its values lead, and its labels by where they come from. */
export function LineDetails({ line, styles }: Props): JSX.Element {
  return (
    <div role="row" aria-level={2}>
      <div role="gridcell" className={styles.details}>
        <Links links={line.links} styles={styles} />
        <div className={styles.section}>{indentJson(line.text)}</div>
        {(['parsed', 'metadata', 'stream'] as const).map((source) => (
          <LabelsFrom key={source} source={source} line={line} styles={styles} />
        ))}
      </div>
    </div>
  );
}

function titleOf(source: LabelSource): string {
  switch (source) {
    case 'parsed':
      return t('grafana-host.logs.parsed', 'Fields of the line');
    case 'metadata':
      return t('grafana-host.logs.metadata', 'Structured metadata');
    case 'stream':
      return t('grafana-host.logs.labels', 'Labels of the stream');
  }
}

function LabelsFrom({ source, line, styles }: { readonly source: LabelSource } & Props): JSX.Element | null {
  const labels = line.labels.filter((label) => label.source === source);
  return labels.length === 0 ? null : (
    <section className={styles.section} aria-label={titleOf(source)}>
      <h6 className={styles.title}>{titleOf(source)}</h6>
      <KeyValueTable pairs={labels} />
    </section>
  );
}

function Links({
  links,
  styles,
}: {
  readonly links: readonly LineLink[];
  readonly styles: LogLineStyles;
}): JSX.Element | null {
  const title = t('grafana-host.logs.links', 'Links');
  return links.length === 0 ? null : (
    <section className={styles.section} aria-label={title}>
      <h6 className={styles.title}>{title}</h6>
      <KeyValueTable
        pairs={links.map(({ name, value }) => ({ key: name, value }))}
        after={(name) =>
          links
            .filter((each) => each.name === name)
            .flatMap((each) => each.links())
            .map((link, i) => (
              <DataLinkButton
                key={i}
                link={link.title === '' ? { ...link, title: name } : link}
                buttonProps={{ fill: 'text', size: 'sm' }}
              />
            ))
        }
      />
    </section>
  );
}
