'use strict';

/** Which rooms a room may enter: the arrows of the house. Each is entered through its front door. */
const arrows = {
  'packages/signals': [],
  'packages/query': ['signals'],
  'packages/alerting': ['signals', 'query'],
  'packages/dashboards': ['signals', 'query', 'alerting'],
  'packages/scenes': ['signals', 'query', 'alerting', 'dashboards'],
  'packages/provisioning': ['signals', 'query', 'alerting', 'dashboards'],
  'packages/simulator': ['signals'],
  'packages/telemetry-store': [],
  'packages/client': [],
  'packages/grafana-host': ['telemetry-store'],
  'apps/plugin': ['signals', 'query', 'alerting', 'dashboards', 'scenes'],
  'apps/preview': ['signals', 'dashboards', 'scenes', 'grafana-host', 'telemetry-store', 'simulator'],
  'apps/storybook': ['signals', 'dashboards', 'scenes', 'grafana-host', 'telemetry-store', 'simulator'],
  'apps/cli': ['provisioning', 'client', 'simulator', 'telemetry-store', 'signals', 'dashboards', 'alerting'],
};

/** Doors beside `src/index.ts`: what is loaded before Grafana, what runs in Vite, what only tests need. */
const sideDoors = [
  '^packages/grafana-host/src/(boot|vite|worker)(/index)?[.]tsx?$',
  '^packages/(grafana-host|scenes)/src/testing/(index|setup)[.]tsx?$',
];

/** They run anywhere: in a browser, in Node, in a worker. */
const pure = '^packages/(signals|query|dashboards|alerting|telemetry-store|client|simulator)/';
const frontDoor = '^packages/[^/]+/src/index[.]tsx?$';
const tests = '([.]test[.]tsx?$|/testing/|/fixtures/|[.]stories[.]tsx?$)';
/** A page that tests build: it stands in for Grafana, and gets its packages from where the host has them. */
const grafanaStandIn = '^test/browser/plugin/grafana/';
const configuration = '(^|/)([^/]+[.]config[.](ts|mts|mjs|cjs|js)$|[.]config/|[.]storybook/|scripts/)';

/** An npm package, however it was resolved. */
const npm = (...names) => `(^|(^|/)node_modules/)(${names.join('|')})(/|$)`;
const grafanaRuntime = npm('@grafana/(data|ui|runtime|scenes|i18n)');
const react = npm('react', 'react-dom', 'react-router', 'react-router-dom');

const arrowRules = Object.entries(arrows).map(([room, mayEnter]) => ({
  name: `arrow-${room.replace('/', '-')}`,
  comment: `${room} may enter ${mayEnter.join(', ') || 'no other room'}. Move the code, or turn the arrow in DESIGN and here.`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: [tests, configuration] },
  to: { path: '^(packages|apps)/', pathNot: [`^${room}/`, ...mayEnter.map((name) => `^packages/${name}/`)] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrowRules,
    {
      name: 'room-without-arrows',
      comment: 'A new package or app says in .dependency-cruiser.cjs what it may enter.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: Object.keys(arrows).map((room) => `^${room}/`) },
      to: {},
    },
    {
      name: 'front-door-only',
      comment: 'Import a package by its name. What is missing there belongs into its src/index.ts.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^$1/$2/', frontDoor, ...sideDoors] },
    },
    {
      name: 'front-door-only-from-test',
      comment: 'Tests that span packages enter through the front door too.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^packages/', pathNot: [frontDoor, ...sideDoors] },
    },
    {
      name: 'apps-are-not-libraries',
      comment: 'Nothing imports an app. Shared code belongs into a package.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'pure-without-react-or-grafana',
      comment: 'This package runs anywhere. Types of @grafana/schema are all it may know of Grafana.',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { path: [react, grafanaRuntime, npm('@emotion/css', 'rxjs')] },
    },
    {
      name: 'schema-types-only',
      comment: 'Use `import type` from @grafana/schema: the package is not there at run time.',
      severity: 'error',
      from: { path: pure, pathNot: tests },
      to: { path: npm('@grafana/schema'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'grafana-only-in-its-rooms',
      comment: 'Only scenes, grafana-host and the browser apps import Grafana runtime packages.',
      severity: 'error',
      from: {
        path: '^(packages|apps|test)/',
        pathNot: ['^(packages/(scenes|grafana-host)|apps/(plugin|preview|storybook))/', grafanaStandIn],
      },
      to: { path: grafanaRuntime },
    },
    {
      name: 'node-only-where-it-runs',
      comment: 'Only provisioning, cli, servers, scripts, configuration and tests touch Node.',
      severity: 'error',
      from: {
        path: '^(packages|apps)/',
        pathNot: [
          '^(packages/provisioning|apps/cli|apps/preview/server|packages/grafana-host/src/vite)',
          tests,
          configuration,
        ],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one concept, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing reads and that reads nothing is left over.',
      severity: 'error',
      from: { orphan: true, pathNot: [frontDoor, configuration, '[.]d[.]ts$', '[.]json$', tests] },
      to: {},
    },
    {
      name: 'declared-dependencies-only',
      comment: 'Add the package to the package.json of the room that imports it.',
      severity: 'error',
      from: { pathNot: grafanaStandIn },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-dependencies-at-run-time',
      comment: 'What runs needs it: move it to "dependencies", or import its types only.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [tests, '^packages/grafana-host/src/vite'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|[.]config)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
