import { expect, it } from 'vitest';

import { incident } from '../../../scenario/presets.ts';
import { Simulation } from '../../../story/simulation.ts';
import { Instruments } from '../../instruments.ts';
import { SglangScheduler } from './sglang-scheduler.ts';
import { rankLabels } from './sglang.ts';

it('counts a request that was put back at its own rank only', () => {
  const world = new Simulation(incident('kv-pool-leak'));
  world.runUntil(1);
  const worker = world.alive.find(({ deployment }) => deployment.engine === 'sglang');
  if (worker === undefined) {
    throw new Error('The scenario has no SGLang worker.');
  }
  const back = { attempt: { rank: 1, preemptions: 1, promptTokens: 10 } };
  const waiting = Object.create(worker, { waiting: { value: [back] } }) as typeof worker;
  const page = new Instruments();
  [0, 1].forEach((rank) => new SglangScheduler(page, worker, rankLabels(rank), rank, 0).refresh(waiting, 2));
  let sum = 0;
  page.each(({ name }, value) => (sum += name === 'sglang:num_retracted_reqs' ? value : 0));
  expect(sum).toBe(1);
});
