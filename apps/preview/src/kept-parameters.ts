import { locationService } from '@grafana/runtime';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** Parameters of the address by name; undefined where the default holds and nothing need be said. */
export interface KeptParameters {
  readonly theme: string | undefined;
  readonly lang: string | undefined;
  readonly replay: string | undefined;
  readonly data: string | undefined;
}

/** Puts the preview's own parameters back after the app has moved to an address without them, so that it can be shared as it is. */
export function useKeptParameters({ theme, lang, replay, data }: KeptParameters): void {
  const { search } = useLocation();
  useEffect(() => {
    const present = new URLSearchParams(search);
    const missing = Object.entries({ theme, lang, replay, data }).filter(
      ([name, value]) => value !== undefined && present.get(name) !== value
    );
    if (missing.length > 0) {
      locationService.partial(Object.fromEntries(missing), true);
    }
  }, [search, theme, lang, replay, data]);
}
