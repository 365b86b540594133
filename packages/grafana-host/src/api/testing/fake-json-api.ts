import type { JsonApi } from '../json-api.ts';

/** Answers by path, and remembers what it was asked. A function as answer may throw. */
export class FakeJsonApi implements JsonApi {
  readonly asked: Array<{ readonly path: string; readonly params: Readonly<Record<string, string>> }> = [];

  constructor(private readonly answers: Readonly<Record<string, unknown>>) {}

  async get(path: string, params: URLSearchParams): Promise<unknown> {
    this.asked.push({ path, params: Object.fromEntries(params) });
    const answer = this.answers[path];
    if (answer === undefined) {
      throw new Error(`Nothing was prepared for ${path}`);
    }
    return typeof answer === 'function' ? (answer as () => unknown)() : answer;
  }
}
