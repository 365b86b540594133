import type { LocationService } from '@grafana/runtime';
import { useEffect } from 'react';

/** Links of charts and tables are plain anchors; within the page they must not load it anew. */
export function useLinkClicks(service: LocationService): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const href = internalHref(event);
      if (href !== undefined) {
        event.preventDefault();
        service.push(href);
      }
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [service]);
}

function internalHref(event: MouseEvent): string | undefined {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (event.defaultPrevented || !isPlain || !(event.target instanceof Element)) {
    return undefined;
  }
  const anchor = event.target.closest('a');
  const href = anchor?.getAttribute('href');
  // Two slashes begin an address on another host.
  const isInternal = href?.startsWith('/') === true && !href.startsWith('//');
  return isInternal && anchor?.target !== '_blank' && anchor?.hasAttribute('download') === false ? href : undefined;
}
