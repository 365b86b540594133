import { t } from '@grafana/i18n';
import { Badge } from '@grafana/ui';

/** Says on the page that the values of its GPUs were made up by `embedded/synthetic-gpus.ts`. */
export function SyntheticGpus(): JSX.Element {
  return (
    <Badge
      color="orange"
      icon="info-circle"
      text={t('grafana-host.synthetic-gpus.label', 'GPU values are synthetic')}
      tooltip={t(
        'grafana-host.synthetic-gpus.tooltip',
        'This run had no GPU. What GPU panels show is made up from the load of the workers.'
      )}
    />
  );
}
