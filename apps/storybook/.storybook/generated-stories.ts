import { fileURLToPath } from 'node:url';

import type { Indexer } from 'storybook/internal/types';
import { runnerImport, type Plugin } from 'vite';

import { stateStories } from '../src/stories/states.ts';
import type * as StoryFiles from '../src/stories/story-files.ts';

/** Storybook asks for stories file by file. This one stands for all that are written from data. */
export const source = fileURLToPath(new URL('../src/stories/story-files.ts', import.meta.url));

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));

/** Storybook takes names that begin so for modules that a plugin makes. */
const prefix = 'virtual:dynamo-stories/';

/** Reads the definitions as they are now: a module that Node has imported once would stay as it was. */
async function read(): Promise<typeof StoryFiles> {
  const { module } = await runnerImport<typeof StoryFiles>(source, { logLevel: 'error' });
  return module;
}

/** Lists the stories of every page and panel. */
export const indexer: Indexer = {
  test: /[\\/]story-files\.ts$/,
  createIndex: async () => {
    const { storyFiles } = await read();
    return storyFiles().flatMap(({ id, title }) =>
      stateStories.map(({ exportName, name }) => ({
        type: 'story',
        importPath: prefix + id,
        metaId: id,
        title,
        exportName,
        name,
      }))
    );
  },
};

/** Writes the files that the indexer names. `onChange` is called when a definition of a panel or dashboard has changed. */
export function generatedStories(onChange: () => void): Plugin {
  let current: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    name: 'generated-stories',
    resolveId: (name) => (name.startsWith(prefix) ? `\0${name}` : undefined),
    async load(resolved) {
      if (!resolved.startsWith(`\0${prefix}`)) {
        return undefined;
      }
      current ??= texts();
      const id = resolved.slice(prefix.length + 1);
      const text = (await current).get(id);
      return text ?? this.error(`No page and no panel has the stories "${id}": reload Storybook`);
    },
    hotUpdate({ file }) {
      if (file.startsWith(packages)) {
        current = undefined;
        onChange();
      }
    },
  };
}

async function texts(): Promise<ReadonlyMap<string, string>> {
  const { storyFiles, storyFileText } = await read();
  return new Map(storyFiles().map((file) => [file.id, storyFileText(file)]));
}
