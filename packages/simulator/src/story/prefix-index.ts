import type { PrefixKeys } from './prefix-cache.ts';

/** What the router believes each worker to have cached, from the events that reached it. */
export class PrefixIndex {
  private readonly byWorker = new Map<number, Map<string, number>>();

  stored(worker: number, key: string, blocks: number): void {
    const known = this.byWorker.get(worker) ?? new Map<string, number>();
    known.set(key, blocks);
    this.byWorker.set(worker, known);
  }

  removed(worker: number, key: string): void {
    this.byWorker.get(worker)?.delete(key);
  }

  holds(worker: number, key: string): boolean {
    return this.byWorker.get(worker)?.has(key) === true;
  }

  forget(worker: number): void {
    this.byWorker.delete(worker);
  }

  /** Blocks from the beginning of a prompt that the worker is believed to have. */
  overlap(worker: number, { application, applicationBlocks, session }: PrefixKeys): number {
    const known = this.byWorker.get(worker);
    const system = Math.min(known?.get(application) ?? 0, applicationBlocks);
    return system < applicationBlocks ? system : system + (known?.get(session) ?? 0);
  }

  blocks(worker: number): number {
    let sum = 0;
    this.byWorker.get(worker)?.forEach((blocks) => (sum += blocks));
    return sum;
  }
}
