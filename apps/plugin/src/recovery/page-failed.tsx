import { Alert, Button } from '@grafana/ui';

import { text } from '../language/text.ts';

/** Whether a file of the app could not be loaded: it was there when the page was opened, and an update took it away. */
export const isOutdated = (error: Error): boolean => error.name === 'ChunkLoadError';

/** In place of a page that cannot be shown. */
export function PageFailed({ error }: { readonly error: Error }): JSX.Element {
  const title = text(isOutdated(error) ? 'recovery.outdated' : 'recovery.failed');
  return (
    <Alert severity="error" title={title}>
      <p>{error.message}</p>
      <Button onClick={() => window.location.reload()}>{text('recovery.reload')}</Button>
    </Alert>
  );
}
