/** A row of operands with an operator before each but the first. */
export interface Row<Operand, Operator> {
  readonly first: Operand;
  readonly rest: ReadonlyArray<{ readonly operator: Operator; readonly operand: Operand }>;
}

/**
 * Puts a row together as Loki's own parser does, whose precedences are not those of the lezer grammar. `binds` decides
 * whether an operator takes its operands before the next one may.
 */
export function foldRow<Operand, Operator>(
  { first, rest }: Row<Operand, Operator>,
  binds: (operator: Operator, next: Operator) => boolean,
  combine: (left: Operand, operator: Operator, right: Operand) => Operand
): Operand {
  const pending: Array<{ left: Operand; operator: Operator }> = [];
  let current = first;
  const reduce = (until: (operator: Operator) => boolean): void => {
    for (let top = pending.at(-1); top !== undefined && until(top.operator); top = pending.at(-1)) {
      pending.pop();
      current = combine(top.left, top.operator, current);
    }
  };
  for (const { operator, operand } of rest) {
    reduce((waiting) => binds(waiting, operator));
    pending.push({ left: current, operator });
    current = operand;
  }
  reduce(() => true);
  return current;
}
