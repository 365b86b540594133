import { shareOfText } from '../random/random.ts';

/**
 * Whether a trace is kept when a share of all is sampled away. By its id, so that all who handle spans of a trace agree.
 * @param lost from 0, all are kept, to 1, none is
 */
export const traceIsKept = (traceId: string, lost: number): boolean => lost <= 0 || shareOfText(traceId) >= lost;
