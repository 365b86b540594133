import { probedProcesses, scrapedProcesses } from '@dynamo-observability/scenes';
import { CoreApp, getDefaultTimeRange, LoadingState, type DataFrame, type DataSourceApi } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { from, lastValueFrom } from 'rxjs';

import { text } from '../language/text.ts';
import type { Signal } from './settings.ts';

/** What came of a test, in words. */
export interface Finding {
  readonly severity: 'success' | 'warning' | 'error';
  readonly lines: readonly string[];
}

/** Asks a data source something; of Prometheus, which processes of Dynamo are scraped. Never rejects: a failure is a finding. */
export async function testDataSource(signal: Signal, uid: string): Promise<Finding> {
  try {
    const source = await getDataSourceSrv().get(uid);
    const answer = (await source.testDatasource()) as { status?: string; message?: string } | undefined;
    if (answer?.status === 'error') {
      return failed(answer.message);
    }
    return signal === 'prometheus' ? findProcesses(source) : { severity: 'success', lines: [text('config.answers')] };
  } catch (reason) {
    return failed(reason instanceof Error ? reason.message : String(reason));
  }
}

const failed = (message: string | undefined): Finding => ({
  severity: 'error',
  lines: [text('config.fails', { message: message ?? text('config.gives-no-reason') })],
});

async function findProcesses(source: DataSourceApi): Promise<Finding> {
  const { scraped, notScraped } = scrapedProcesses(await ask(source));
  if (scraped.length === 0) {
    return { severity: 'warning', lines: [text('config.nothing-scraped')] };
  }
  const named = (processes: readonly string[]) => ({ processes: processes.join(', ') });
  const missing = notScraped.length > 0 ? [text('config.not-scraped', named(notScraped))] : [];
  return { severity: 'success', lines: [text('config.scraped', named(scraped)), ...missing] };
}

async function ask(source: DataSourceApi): Promise<readonly DataFrame[]> {
  const minute = 60_000;
  const request = {
    app: CoreApp.Unknown,
    requestId: 'dynamo-observability-test',
    interval: '1m',
    intervalMs: minute,
    range: getDefaultTimeRange(),
    scopedVars: {},
    targets: [probedProcesses()],
    timezone: 'browser',
    startTime: Date.now(),
  };
  const { data, errors = [], state } = await lastValueFrom(from(source.query(request)));
  const [error] = errors;
  if (error !== undefined || state === LoadingState.Error) {
    throw new Error(error?.message ?? text('config.gives-no-reason'));
  }
  return data as readonly DataFrame[];
}
