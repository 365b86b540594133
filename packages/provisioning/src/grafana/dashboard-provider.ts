import { yamlFile } from './yaml-file.ts';

/** Where Grafana finds the dashboards: mount `provisioning/grafana/dashboards` there. */
export const dashboardFolder = '/etc/grafana/dashboards/dynamo';

/**
 * The provider that makes Grafana load the dashboards into the folder Dynamo. They can neither be edited nor deleted in the
 * browser, so what is shown is always what is in the repository.
 */
export function dashboardProvider(): string {
  return yamlFile({
    apiVersion: 1,
    providers: [
      {
        name: 'dynamo',
        orgId: 1,
        folder: 'Dynamo',
        type: 'file',
        disableDeletion: true,
        allowUiUpdates: false,
        updateIntervalSeconds: 30,
        options: { path: dashboardFolder, foldersFromFilesStructure: false },
      },
    ],
  });
}
