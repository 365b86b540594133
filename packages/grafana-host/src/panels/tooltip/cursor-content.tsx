import { useEffect, useReducer, type ReactNode } from 'react';
import type uPlot from 'uplot';

interface Props {
  readonly plot: uPlot;
  readonly isPinned: boolean;
  readonly children: () => ReactNode;
}

/** Follows the cursor up and down as well; uPlot itself speaks only when the time under it changes. */
export function CursorContent({ plot, isPinned, children }: Props): JSX.Element {
  const [, update] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (isPinned) {
      return undefined;
    }
    plot.over.addEventListener('mousemove', update);
    return () => plot.over.removeEventListener('mousemove', update);
  }, [plot, isPinned]);
  return <>{children()}</>;
}
