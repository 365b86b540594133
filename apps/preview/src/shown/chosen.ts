import type { Shown } from './shown.ts';

/** The name of the bundled capture among the choices of data. */
export const CAPTURE = 'capture';

/** The parameter of the address that chooses what is shown. */
export const DATA_PARAMETER = 'data';

/** What the address asks for, where the server leaves the choice to the page. */
export function chosen(shown: Shown, data: string | null): Shown {
  if (shown.kind !== 'scenario' || data === null || data === '') {
    return shown;
  }
  return data === CAPTURE ? shown.capture : { ...shown, name: data };
}
