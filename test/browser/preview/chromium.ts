import { chromium, type Browser } from 'playwright-core';
import { it } from 'vitest';

import { browser as requirement, find, onBuildServer } from '../../run/requirements.ts';

/** Whether there is a browser to test in. */
export const chromiumAvailable = (): boolean => find(requirement) !== undefined;

/** On a build server a missing browser fails; elsewhere the tests are skipped and say so. */
export function reportMissingChromium(): void {
  const reason = `no ${requirement.title}: ${requirement.remedy}`;
  if (chromiumAvailable()) {
    return;
  }
  if (onBuildServer()) {
    it('needs a browser', () => {
      throw new Error(reason);
    });
  } else {
    it.skip(reason);
  }
}

/** A headless Chromium. @throws Error where there is none; ask `chromiumAvailable` before. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = find(requirement);
  if (executablePath === undefined) {
    throw new Error(`no ${requirement.title}: ${requirement.remedy}`);
  }
  // Containers have no user namespaces for its sandbox and no graphics card.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
