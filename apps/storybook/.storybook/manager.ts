import { addons } from 'storybook/manager-api';

// Stories have nothing to turn in a panel beside them: what they show is decided by their definition, the theme and the language.
addons.setConfig({ layout: { showPanel: false } });
