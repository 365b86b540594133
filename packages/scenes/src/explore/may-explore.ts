import { config } from '@grafana/runtime';

/** Whether the user may open Explore. For others its address leads to the home page, so no link to it is shown. */
export const mayExplore = (): boolean => config.bootData.user.permissions?.['datasources:explore'] === true;
