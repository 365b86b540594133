import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dynamo, type Dashboard } from '@dynamo-observability/dashboards';
import { everyDashboard } from '@dynamo-observability/provisioning';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runExport } from './export-command.ts';

let out = '';
let said: string[] = [];
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'cli-'));
  said = [];
});
afterEach(() => rmSync(out, { recursive: true }));

const run = (check: boolean, dashboards?: readonly Dashboard[]) =>
  runExport({ out, check }, (line) => said.push(line), dashboards);
const json = () => join(out, 'provisioning/grafana/dashboards/dynamo.json');

/** The real dashboards, but for one link that leads nowhere. */
const faultyDynamo: Dashboard = {
  ...dynamo,
  rows: dynamo.rows.map((row) => ({
    ...row,
    panels: row.panels.map(({ panel, ...size }) => ({
      ...size,
      panel: panel.id === 'ttft' ? { ...panel, links: [{ title: 'Go', dashboard: 'gone', variables: {} }] } : panel,
    })),
  })),
};
const faulty = everyDashboard.map((dashboard) => (dashboard === dynamo ? faultyDynamo : dashboard));

/** Every rule looks at every dashboard, which takes seconds on a busy machine. */
const patience = { timeout: 60_000 };

describe('export', patience, () => {
  it('writes the files, and then has nothing to do', () => {
    expect(run(false)).toBe(0);
    expect(JSON.parse(readFileSync(json(), 'utf8'))).toMatchObject({ uid: 'dynamo' });
    expect(said).toContain('wrote provisioning/grafana/dashboards/dynamo.json');
    said = [];
    expect(run(false)).toBe(0);
    expect(said).toEqual(['Everything is up to date.']);
  });

  it('writes nothing when a rule is broken, and says which one, where, and how to mend it', () => {
    expect(run(false, faulty)).toBe(1);
    expect(said).toEqual([
      'dead-link: dynamo / ttft: "Go" leads to "gone", which does not exist',
      '  Correct the uid or the variable; both must exist on the dashboard that the link leads to.',
      'data-links: dynamo / Time to first token: "Go": it opens /d/gone, which does not exist',
      '  Correct the URL of the link; labels and variables need :percentencode or :queryparam, Explore needs JSON with texts only.',
      '2 findings; nothing was written.',
    ]);
    expect(() => readFileSync(json())).toThrow('no such file');
  });
});

describe('export --check', patience, () => {
  it('is content with what export wrote', () => {
    run(false);
    said = [];
    expect(run(true)).toBe(0);
    expect(said).toEqual(['Everything is up to date.']);
  });

  it('fails on a file that was edited, names it, and leaves it as it is', () => {
    run(false);
    writeFileSync(json(), '{}');
    said = [];
    expect(run(true)).toBe(1);
    expect(said).toEqual([
      'changed: provisioning/grafana/dashboards/dynamo.json',
      '1 difference between code and files. Run: pnpm export',
    ]);
    expect(readFileSync(json(), 'utf8')).toBe('{}');
  });

  it('fails on what is missing, and when a rule is broken', () => {
    expect(run(true)).toBe(1);
    expect(said).toContain('missing: provisioning/grafana/dashboards/dynamo.json');
    run(false);
    expect(run(true, faulty)).toBe(1);
  });
});
