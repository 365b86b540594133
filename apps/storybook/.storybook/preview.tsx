import { bootGrafana, type Language, type ThemeName } from '@dynamo-observability/grafana-host/boot';
import type { Preview } from '@storybook/react-vite';

import type { OpenStage } from '../src/stage/open-stage.ts';
import type { State } from '../src/stories/states.ts';
import type { Shown } from '../src/stories/story-files.ts';

/** What the generated files of stories give, and what the toolbar chooses. */
interface Chosen {
  readonly parameters: { readonly shown: Shown; readonly state: State };
  readonly globals: { readonly theme: ThemeName; readonly language: Language };
}

// Grafana's packages read the page's settings while they are loaded, so everything that needs them is imported later.
bootGrafana({ theme: 'dark', language: 'en-US', baseUrl: new URL('.', document.baseURI).pathname });

const preview: Preview = {
  globalTypes: {
    theme: {
      toolbar: { title: 'Theme', icon: 'contrast', dynamicTitle: true, items: ['dark', 'light'] },
    },
    language: {
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en-US', title: 'English' },
          { value: 'zh-Hans', title: '简体中文' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'dark', language: 'en-US' },
  parameters: { layout: 'fullscreen' },
  loaders: [
    async ({ parameters, globals }) => {
      const { shown, state, language } = { ...parameters, ...globals } as Chosen['parameters'] & Chosen['globals'];
      const { openStage } = await import('../src/stage/open-stage.ts');
      return { stage: await openStage(shown, state, language) };
    },
  ],
  render: (_, { id, globals, loaded }) => {
    const { theme, language } = globals as Chosen['globals'];
    const { Stage, ...onStage } = loaded['stage'] as OpenStage;
    return <Stage key={[id, theme, language].join()} theme={theme} {...onStage} />;
  },
};

export default preview;
