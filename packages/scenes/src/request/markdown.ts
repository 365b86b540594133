import { durationText, shareText } from './duration.ts';
import { partName } from './part-name.ts';
import type { RequestFacts } from './request-facts.ts';
import { workerHex } from './worker-hex.ts';

/** Characters that mean something to Markdown, HTML in it included. Model names and ids come from clients. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_{}[\]()<>#+!|~&-]/g, '\\$&').replaceAll(/\s+/g, ' ');

/** A request as a person would paste it into an incident: facts, where the TTFT went, attempts, and the address of its page. */
export function requestMarkdown(facts: RequestFacts, address: string): string {
  const rows: ReadonlyArray<readonly [string, string | undefined]> = [
    ['Trace', facts.traceId],
    ['Request', facts.requestId],
    ['Model', facts.model],
    ['Path', facts.uri],
    ['Outcome', facts.outcome],
    ['Start', new Date(facts.startMs).toISOString()],
    ['Duration', durationText(facts.durationMs)],
    ['TTFT', facts.ttftMs === undefined ? undefined : durationText(facts.ttftMs)],
    ['Mean ITL', facts.itlMs === undefined ? undefined : durationText(facts.itlMs)],
    ['Tokens in / out', facts.inputTokens && `${facts.inputTokens} / ${facts.outputTokens ?? '–'}`],
  ];
  const known = rows.flatMap(([name, value]) => (value === undefined ? [] : [`- **${name}**: ${escaped(value)}`]));
  const parts = facts.parts.map(
    ({ part, ms }) => `| ${escaped(partName(part))} | ${durationText(ms)} | ${shareText(ms / (facts.ttftMs ?? ms))} |`
  );
  const attempts = facts.attempts.map(
    ({ workerId, phase, outcome, durationMs }) =>
      `| ${escaped(workerId)} | ${escaped(workerHex(workerId))} | ${escaped(phase)} | ${escaped(outcome)} | ${durationText(durationMs)} |`
  );
  return [
    ...known,
    ...(parts.length > 0 ? ['', '| TTFT | Time | Share |', '| --- | --- | --- |', ...parts] : []),
    ...(attempts.length > 0
      ? ['', '| Worker | hex | Phase | Outcome | Time |', '| --- | --- | --- | --- | --- |', ...attempts]
      : []),
    '',
    `<${encodeURI(address)}>`,
    '',
  ].join('\n');
}
