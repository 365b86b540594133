import type { Server } from 'node:http';

import { servePreview, type ServedPreview } from './served-preview.ts';

/** The preview on a server that stands in for a Prometheus. */
export async function previewOfServer(prometheus: Server): Promise<ServedPreview> {
  await new Promise<void>((resolve) => prometheus.listen(0, '127.0.0.1', resolve));
  const address = prometheus.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const preview = await servePreview({ prometheus: new URL(`http://127.0.0.1:${port}`) });
  return {
    address: preview.address,
    close: () => {
      preview.close();
      prometheus.close();
      prometheus.closeAllConnections();
    },
  };
}
