import type { WorkerState } from '../../story/worker.ts';
import type { World } from '../../story/world.ts';
import { Instruments, type Page } from '../instruments.ts';
import { JoinedPage } from '../joined-page.ts';
import type { WorkerPage } from '../own-targets.ts';
import { componentOf, namespaceInRust, placeLabels } from '../place.ts';
import { EngineWrapper } from './engine-wrapper.ts';
import { bridgedLabels } from './engines/bridged.ts';
import { Sglang } from './engines/sglang.ts';
import { Trtllm } from './engines/trtllm.ts';
import { Vllm } from './engines/vllm.ts';
import type { EngineVocabulary } from './engines/vocabulary.ts';
import { Failover, type Takeovers } from './failover.ts';
import { KvPublisher, KvStateAgent } from './kv-publisher.ts';
import { RequestHandler } from './request-handler.ts';

/** Of the deployments the one whose engines have shadows, and whose workers run a KV state agent: the second, or the only one. */
const withShadows = ({ scenario }: World): number => Math.min(1, scenario.deployments.length - 1);

function engineOf(worker: WorkerState, loadSeconds: number): EngineVocabulary {
  switch (worker.deployment.engine) {
    case 'vllm':
      return new Vllm(worker);
    case 'sglang':
      return new Sglang(worker, loadSeconds);
    case 'trtllm':
      return new Trtllm(worker);
  }
}

/** One worker process: Dynamo's runtime, its wrapper around the engine, and the engine, on one page. */
export class WorkerProcess implements WorkerPage {
  readonly page: Page;
  readonly labels: WorkerPage['labels'];
  readonly handler: RequestHandler;
  readonly wrapper: EngineWrapper;
  readonly publisher: KvPublisher;
  readonly agent: KvStateAgent | undefined;
  readonly engine: EngineVocabulary;

  constructor(
    world: World,
    readonly worker: WorkerState,
    takeovers: Takeovers
  ) {
    const { scenario } = world;
    const { model, engine } = worker.deployment;
    const runtime = new Instruments({
      dynamo_namespace: namespaceInRust(worker.deployment),
      dynamo_component: componentOf(worker),
      worker_id: worker.idHex,
    });
    const names: { readonly [label: string]: string } = engine === 'sglang' ? { model } : { model, model_name: model };
    const wrapping = new Instruments({ ...bridgedLabels(worker), ...names }, 'python');
    this.handler = new RequestHandler(runtime, worker);
    this.wrapper = new EngineWrapper(wrapping, worker, scenario.seed);
    this.publisher = new KvPublisher(runtime, engine !== 'trtllm');
    if (worker.deploymentIndex === withShadows(world)) {
      this.agent = new KvStateAgent(runtime, worker.pool.maxSequences);
      new Failover(wrapping, worker, takeovers, scenario.startMs, this.wrapper.loadSeconds);
    }
    this.engine = engineOf(worker, this.wrapper.loadSeconds);
    this.page = new JoinedPage(runtime, wrapping, this.engine.page);
    this.labels = workerPlace(world, worker, 'system', worker.instance);
  }

  refresh(at: number, inside: number): void {
    this.handler.refresh(this.worker, at, inside);
    this.wrapper.refresh();
    this.agent?.refresh(inside);
    this.engine.refresh(this.worker, at);
  }
}

/** Labels of a port of a worker. */
export const workerPlace = (world: World, worker: WorkerState, endpoint: string, instance: string) =>
  placeLabels(world.scenario, {
    job: endpoint === 'system' ? 'dynamo-backend' : `dynamo-${endpoint}`,
    monitor: 'dynamo-worker',
    instance,
    pod: worker.name,
    endpoint,
    more: { dynamo_component_type: worker.pool.role === 'aggregated' ? 'worker' : worker.pool.role },
  });
