import { parseArgs } from 'node:util';

import { stepNames, type StepName } from './step.ts';

export interface Options {
  readonly steps: readonly StepName[];
  /** Go on after a step that failed. */
  readonly keepGoing: boolean;
}

const isStep = (name: string): name is StepName => (stepNames as readonly string[]).includes(name);

function names(list: readonly string[], option: string): readonly StepName[] {
  return list
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .map((name) => {
      if (!isStep(name)) {
        throw new RangeError(`${option} ${name}: there is no such step. Steps: ${stepNames.join(', ')}`);
      }
      return name;
    });
}

/**
 * Reads `--only unit,scenes`, `--skip browser` and `--keep-going`.
 * @throws RangeError for an unknown step, or when none is left; TypeError for an unknown option.
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      skip: { type: 'string', multiple: true, default: [] },
      'keep-going': { type: 'boolean', default: false },
    },
  });
  const only = values.only === undefined ? stepNames : names(values.only, '--only');
  const skip = names(values.skip, '--skip');
  const steps = stepNames.filter((name) => only.includes(name) && !skip.includes(name));
  if (steps.length === 0) {
    throw new RangeError('--only and --skip leave no step to run');
  }
  return { steps, keepGoing: values['keep-going'] };
}
