import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2, type PanelData } from '@grafana/data';
import type { VizPanel } from '@grafana/scenes';
import { Button, Combobox, Field, useStyles2 } from '@grafana/ui';

import { text } from '../language/translate.ts';
import { csv } from './csv.ts';
import { asFileName, download } from './download.ts';
import { cellsOf, type InspectedTable } from './tables.ts';

interface Props {
  /** Of the panel; the file is called after it. */
  readonly title: string;
  /** Undefined until the panel has asked. */
  readonly data: PanelData | undefined;
  readonly tables: readonly InspectedTable[];
  /** Index of the table that is shown. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  /** Shows the chosen one. */
  readonly table: VizPanel;
}

/** The data of the panel as a table, and as a file. */
export function DataTab({ title, data, tables, chosen, onChoose, table }: Props): JSX.Element {
  const styles = useStyles2(getStyles);
  const shown = tables[chosen];
  if (shown === undefined) {
    return <p>{text(data?.state === LoadingState.Loading ? 'inspect.loading' : 'inspect.no-data')}</p>;
  }
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        {tables.length > 1 && (
          <Field noMargin label={text('inspect.table')} htmlFor="inspect-table">
            <Combobox
              id="inspect-table"
              width={40}
              options={tables.map(({ name }, value) => ({ label: name, value }))}
              value={chosen}
              onChange={({ value }) => onChoose(value)}
            />
          </Field>
        )}
        <span>{text('inspect.rows', { rows: String(shown.frame.length) })}</span>
        <Button icon="download-alt" variant="secondary" onClick={() => save(title, shown)}>
          {text('inspect.download')}
        </Button>
      </div>
      <div className={styles.table}>
        <table.Component model={table} />
      </div>
    </div>
  );
}

function save(title: string, { frame }: InspectedTable): void {
  const moment = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  download(`${asFileName(title)}-${moment}.csv`, csv(cellsOf(frame)), 'text/csv;charset=utf-8');
}

const getStyles = (theme: GrafanaTheme2): Record<'tab' | 'bar' | 'table', string> => ({
  tab: css({ display: 'flex', flexDirection: 'column', height: '100%', gap: theme.spacing(1) }),
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: theme.spacing(2) }),
  table: css({ flexGrow: 1, minHeight: 300 }),
});
