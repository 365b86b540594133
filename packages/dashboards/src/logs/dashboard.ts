import { figures, line } from '../lines.ts';
import type { Dashboard, Row } from '../model.ts';
import { variablesUsedBy } from '../variables-used.ts';
import { whatGoesWrong } from './errors.ts';
import * as requests from './requests.ts';
import * as stream from './stream.ts';
import { defaultLogStreams } from './streams.ts';
import { logsVariables } from './variables.ts';
import * as volume from './volume.ts';

const rows: readonly Row[] = [
  {
    id: 'logs-wrong',
    title: 'Anything wrong?',
    collapsed: false,
    panels: [
      ...figures(
        volume.lines,
        volume.errorLines,
        volume.warningLines,
        requests.failedRequests,
        requests.slowRequests,
        volume.linesNotJson
      ),
      ...line(6, 10)(volume.volumeByLevel),
      ...line(5, 10)(volume.volumeByComponent),
      ...line(13, 10)(whatGoesWrong),
    ],
  },
  {
    id: 'logs-requests',
    title: 'Requests',
    collapsed: false,
    panels: [
      ...line(8, 9)(requests.errorShare, requests.duration, requests.timeToFirstToken),
      ...line(24, 10)(requests.requests, requests.slowestRequests),
    ],
  },
  { id: 'logs-lines', title: 'Lines', collapsed: false, panels: line(24, 16)(stream.logStream) },
  {
    id: 'logs-as-written',
    title: 'As written',
    collapsed: true,
    panels: line(24, 12)(stream.rawLines, stream.linesWithoutFields),
  },
];

/** What the processes themselves say: volume, what goes wrong, requests one by one, and the lines. */
export const logsPage: Dashboard = {
  uid: 'dynamo-logs',
  title: 'Dynamo Logs',
  description: 'Volume, errors, requests and lines of the logs of NVIDIA Dynamo deployments.',
  tags: ['dynamo'],
  from: 'now-1h',
  to: 'now',
  variables: logsVariables(variablesUsedBy(rows), defaultLogStreams),
  rows,
};
