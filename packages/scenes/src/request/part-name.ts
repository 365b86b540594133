import { text } from '../language/translate.ts';
import type { TtftPart } from './ttft-parts.ts';

/** What a person calls a part of a TTFT, in the user's language. */
export const partName = (part: TtftPart): string => text(`request.part.${part}`);
