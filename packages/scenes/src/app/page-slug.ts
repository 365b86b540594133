import type { Dashboard } from '@dynamo-observability/dashboards';

const family = 'dynamo-';

/** The last part of a page's address: the uid of its dashboard without `dynamo-`, where no other dashboard has that name. */
export function pageSlug(uid: string, dashboards: readonly Dashboard[]): string {
  const short = uid.startsWith(family) ? uid.slice(family.length) : uid;
  const isTaken = dashboards.some((other) => other.uid !== uid && other.uid === short);
  return short === '' || isTaken ? uid : short;
}
