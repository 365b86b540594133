import { grafanaHost } from '@dynamo-observability/grafana-host/vite';
import type { StorybookConfig } from '@storybook/react-vite';
import react from '@vitejs/plugin-react';
import type { Channel } from 'storybook/internal/channels';
import { STORY_INDEX_INVALIDATED } from 'storybook/internal/core-events';

import { generatedStories, indexer, source } from './generated-stories.ts';

interface StoryIndex {
  invalidateAll(): void;
}

/** Tells open pages that the list of stories is another one; nobody listens while a static Storybook is built. */
let tellPages = (): void => undefined;

const config: StorybookConfig & { readonly experimental_serverChannel: (channel: Channel) => Channel } = {
  framework: { name: '@storybook/react-vite', options: {} },
  stories: [source],
  experimental_indexers: (existing = []) => [indexer, ...existing],
  experimental_serverChannel: (channel) => {
    tellPages = () => channel.emit(STORY_INDEX_INVALIDATED);
    return channel;
  },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: {
    actions: false,
    backgrounds: false,
    controls: false,
    interactions: false,
    measure: false,
    outline: false,
    sidebarOnboardingChecklist: false,
    menuOnboardingChecklist: false,
  },
  typescript: { reactDocgen: false },
  viteFinal: async (vite, { presets }) => {
    const index = await presets.apply<StoryIndex>('storyIndexGenerator');
    const onChange = (): void => {
      index.invalidateAll();
      tellPages();
    };
    return {
      ...vite,
      plugins: [...(vite.plugins ?? []), react(), grafanaHost(), generatedStories(onChange)],
      worker: { format: 'es' },
      // Grafana's own packages make one large chunk; splitting them further would only add requests.
      build: { ...vite.build, target: 'es2022', chunkSizeWarningLimit: 8000 },
    };
  },
};

export default config;
