import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that some tests need and that the project does not install. */
export interface Requirement {
  readonly title: string;
  /** Environment variable with its full path; also how the tests learn where it is. */
  readonly variable: string;
  /** Names it goes by. */
  readonly commands: readonly string[];
  readonly remedy: string;
}

export const browser: Requirement = {
  title: 'Chromium',
  variable: 'CHROMIUM_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  remedy: 'install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH',
};

export const prometheus: Requirement = {
  title: 'Prometheus',
  variable: 'PROMETHEUS_PATH',
  commands: ['prometheus'],
  remedy: 'install Prometheus (Debian: apt-get install prometheus) or set PROMETHEUS_PATH',
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where the program is: as the environment says, or else the first of its names on the PATH. */
export function find(requirement: Requirement, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const told = env[requirement.variable];
  if (told !== undefined && told !== '') {
    return isExecutable(told) ? told : undefined;
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return requirement.commands.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** On a build server nothing may be left out silently. */
export function onBuildServer(env: NodeJS.ProcessEnv = process.env): boolean {
  const value = env['CI'] ?? '';
  return value !== '' && value !== 'false' && value !== '0';
}
