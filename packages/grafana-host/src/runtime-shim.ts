/**
 * Stands in the place of "@grafana/runtime" by an alias of the Vite plugin: all of the real package, and our own of what only
 * Grafana's core can set. A local export wins over `export *`.
 */
export * from 'grafana-runtime-real';
export { PanelDataErrorView } from './chrome/panel-data-error-view.tsx';
export { PluginPage } from './chrome/plugin-page.tsx';
