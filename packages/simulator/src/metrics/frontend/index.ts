/** The metrics pages of frontends. */
export { frontendExporter, type FrontendOptions } from './frontend-exporter.ts';
export { frontendIdentities, type FrontendIdentity } from './identity.ts';
