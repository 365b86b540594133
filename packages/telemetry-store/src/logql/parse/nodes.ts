import type { SyntaxNode } from '@lezer/common';

/** The outermost nodes of this name below a node, in order: lists nest to the left in the grammar. */
export function descendants(node: SyntaxNode, name: string): SyntaxNode[] {
  return children(node).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}

export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    found.push(child);
  }
  return found;
}

/** The tokens below a node, in order. */
export function leaves(node: SyntaxNode): SyntaxNode[] {
  const inner = children(node);
  return inner.length === 0 ? [node] : inner.flatMap(leaves);
}
