import { css } from '@emotion/css';
import { LoadingState, type FieldConfigSource, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

interface Props {
  readonly data: PanelData;
  readonly fieldConfig?: FieldConfigSource;
  /** Said where there are values that this panel cannot draw. */
  readonly message?: string;
}

/** Stands in for Grafana's PanelDataErrorView: the panel's own words for an empty result, else "No data". */
export function NoData({ data, fieldConfig, message }: Props): JSX.Element | null {
  const styles = useStyles2(getStyles);
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return null;
  }
  return (
    <div className={styles.wrapper}>
      <div className={styles.message} data-testid="panel-no-data">
        {message ?? fieldConfig?.defaults.noValue ?? t('grafana-host.no-data', 'No data')}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): Record<'wrapper' | 'message', string> => ({
  wrapper: css({ display: 'flex', alignItems: 'center', justifyContent: 'center', width: '100%', height: '100%' }),
  message: css({
    textAlign: 'center',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.size.lg,
    maxWidth: theme.spacing(60),
  }),
});
