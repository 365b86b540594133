/** What YAML can hold. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * Doubles every `$` in the texts of a tree, keys left alone. Grafana replaces `$NAME` and `${NAME}` in data source and provider
 * files by environment variables; `$$` is one `$` (grafana-live-facts.md 4, 10). Dashboard JSON and alert annotations are not
 * read that way and must not be escaped.
 */
export function escapeDollars(tree: Plain): Plain {
  if (typeof tree === 'string') {
    return tree.replaceAll('$', '$$$$');
  }
  if (typeof tree !== 'object' || tree === null) {
    return tree;
  }
  if (isList(tree)) {
    return tree.map(escapeDollars);
  }
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, escapeDollars(value)]));
}

const isList = (tree: readonly Plain[] | { readonly [key: string]: Plain }): tree is readonly Plain[] =>
  Array.isArray(tree);
