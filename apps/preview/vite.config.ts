import { grafanaHost } from '@dynamo-observability/grafana-host/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { bundledCapture } from './server/bundled-capture.ts';

export default defineConfig({
  plugins: [react(), grafanaHost(), bundledCapture()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Grafana's own packages make one large chunk; splitting them further would only add requests.
    chunkSizeWarningLimit: 8000,
  },
});
