import { locationUtil } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Box, EmptyState, LinkButton } from '@grafana/ui';

import { text } from '../language/translate.ts';

/** Stands in for a dashboard where there is no Prometheus data source: says what is missing and who can mend it. */
export function NoMetricsSource(): JSX.Element {
  const mayAdd = config.bootData.user.permissions?.['datasources:create'] === true;
  const add = (
    <LinkButton icon="plus" href={locationUtil.assureBaseUrl('/connections/datasources/prometheus')}>
      {text('no-metrics-source.add')}
    </LinkButton>
  );
  return (
    <Box grow={1}>
      <EmptyState
        variant="call-to-action"
        message={text('no-metrics-source.title')}
        hideImage
        {...(mayAdd ? { button: add } : {})}
      >
        {text('no-metrics-source.explanation')}
        {mayAdd ? null : ` ${text('no-metrics-source.ask')}`}
      </EmptyState>
    </Box>
  );
}
