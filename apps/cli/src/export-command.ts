import type { Dashboard } from '@dynamo-observability/dashboards';
import {
  checkAll,
  checkDashboards,
  everyDashboard,
  exportAll,
  writeAll,
  type Finding,
} from '@dynamo-observability/provisioning';

export interface ExportOptions {
  /** The folder that holds `provisioning/`. */
  readonly out: string;
  /** Compare only. */
  readonly check: boolean;
}

/** Takes one line for a person. */
export type Say = (line: string) => void;

const sayFinding = ({ rule, dashboard, panel, problem, mend }: Finding, say: Say) => {
  say(`${rule}: ${dashboard}${panel === undefined ? '' : ` / ${panel}`}: ${problem}`);
  say(`  ${mend}`);
};

const upToDate = 'Everything is up to date.';

const number = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/**
 * Writes the generated files, or compares them with the code. Dashboards that break a rule are never written.
 * @returns the exit code: 1 when a rule is broken, or when the comparison finds a difference.
 */
export function runExport(
  { out, check }: ExportOptions,
  say: Say,
  dashboards: readonly Dashboard[] = everyDashboard
): number {
  const findings = checkDashboards(dashboards);
  if (findings.length > 0) {
    findings.forEach((finding) => sayFinding(finding, say));
    say(`${number(findings.length, 'finding')}; nothing was written.`);
    return 1;
  }
  const files = exportAll(dashboards);
  if (!check) {
    const written = writeAll(out, files);
    written.forEach(({ path, kind }) => say(`${kind === 'left over' ? 'removed' : 'wrote'} ${path}`));
    say(written.length === 0 ? upToDate : `${number(written.length, 'file')} brought up to date.`);
    return 0;
  }
  const differences = checkAll(out, files);
  differences.forEach(({ path, kind }) => say(`${kind}: ${path}`));
  if (differences.length === 0) {
    say(upToDate);
    return 0;
  }
  say(`${number(differences.length, 'difference')} between code and files. Run: pnpm export`);
  return 1;
}
