const key = 'dynamo-observability-app.reloaded';

/** Whether the page may be loaded anew of itself: not twice in a row, and not where the browser cannot remember that it was. */
export function mayReload(): boolean {
  try {
    const isFirst = sessionStorage.getItem(key) === null;
    sessionStorage.setItem(key, 'yes');
    return isFirst;
  } catch {
    return false;
  }
}

/** To be called when everything has been loaded, so that the next update may reload again. */
export function forgetReload(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was remembered either.
  }
}
