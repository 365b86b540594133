import type { ValueType } from '../value.ts';
import type { IntrinsicName } from './ast.ts';
import { INTRINSICS } from './ast.ts';

/** Spellings beside the name of the intrinsic itself. */
const SCOPED: ReadonlyMap<string, IntrinsicName> = new Map([
  ['span:duration', 'duration'],
  ['span:name', 'name'],
  ['span:kind', 'kind'],
  ['span:status', 'status'],
  ['span:statusMessage', 'statusMessage'],
  ['trace:duration', 'traceDuration'],
  ['trace:rootName', 'rootName'],
  ['trace:rootService', 'rootServiceName'],
]);

/** The intrinsic that a word of a query names, e.g. `name` or `span:name`. */
export function intrinsicNamed(word: string): IntrinsicName | undefined {
  return SCOPED.get(word) ?? INTRINSICS.find((name) => name === word);
}

/** The type that an intrinsic has for every span; `undefined` where Tempo leaves it open. */
export function typeOfIntrinsic(name: IntrinsicName): ValueType | undefined {
  switch (name) {
    case 'duration':
    case 'traceDuration':
    case 'event:timeSinceStart':
      return 'duration';
    case 'status':
      return 'status';
    case 'kind':
      return 'kind';
    case 'nestedSetLeft':
    case 'nestedSetRight':
    case 'nestedSetParent':
    case 'span:childCount':
      return 'int';
    case 'instrumentation:name':
    case 'instrumentation:version':
      return undefined;
    default:
      return 'string';
  }
}
