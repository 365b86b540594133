/** The dashboards of the exported JSON that stand in for the app's drawer and request page. */
export const requestsUid = 'dynamo-requests';
export const requestUid = 'dynamo-request';
