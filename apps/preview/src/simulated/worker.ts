import { serveStores } from '@dynamo-observability/grafana-host/worker';

import { simulatedStores } from './simulated-stores.ts';

serveStores(simulatedStores);
