/** `pnpm start`: the dashboards in a browser. What it does stands in apps/preview/server. */
import { start } from '../apps/preview/server/start.ts';

await start(process.argv.slice(2));
