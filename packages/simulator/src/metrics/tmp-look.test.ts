import { it } from 'vitest';
import { catalogue } from '@dynamo-observability/signals';
import { scenarioNamed } from '../scenario/presets.ts';
import { Simulation } from '../story/simulation.ts';
import { workersAndInfrastructure } from './infrastructure.ts';
import { writeFileSync } from 'node:fs';

it('look', () => {
  const scenario = scenarioNamed('busy');
  const t0 = Date.now();
  const sim = new Simulation(scenario);
  const exporters = workersAndInfrastructure(sim);
  exporters.forEach((e) => sim.watch(e));
  let t1 = 0; let samples = 0;
  for (let t = 15; t <= 2400; t += 15) {
    sim.runUntil(t);
    const a = Date.now();
    for (const e of exporters) for (const target of e.targets) {
      if ((target.endedAt ?? Infinity) <= t) continue;
      e.refresh(target, t);
      target.page.each(() => samples++);
    }
    t1 += Date.now() - a;
  }
  console.log('total', Date.now() - t0, 'refresh', t1, 'samples', samples, 'requests', sim.ledger.requests.length);
  const seen = new Set<string>();
  const out: string[] = [];
  for (const e of exporters) for (const target of e.targets) {
    out.push(`\n## ${JSON.stringify(target.labels)} ${target.startedAt} ${target.endedAt}`);
    const fams = new Set(target.page.families.map((f) => f.name));
    target.page.each((s, v) => { const n = s.name; const base = fams.has(n) ? n : n.replace(/_(bucket|sum|count)$/, ''); seen.add(base);
      if (!n.endsWith('_bucket')) out.push(`${n}{${s.labels.map(([a, b]) => `${a}="${b}"`).join(',')}} ${v}`); if (!Number.isFinite(v) || v < 0) console.log('BAD', n, v); });
  }
  writeFileSync('/tmp/sw/page.txt', out.join('\n'));
  const mine = new Set(['worker','kvbm','planner','operator','kube-state-metrics','epp','power-agent','local-resource-monitor','dcgm','nats','etcd','collector']);
  console.log('missing', catalogue.filter((m) => [m.process].flat().some((p) => mine.has(p)) && !seen.has(m.name)).map((m) => m.name));
}, 120000);
