import { LogLevel, type GrafanaTheme2 } from '@grafana/data';

const fields = ['detected_level', 'level', 'severity_text'];
const known = new Map<string, LogLevel>(Object.entries(LogLevel));

/** The level that a label says, by its usual names; `unknown` where none does. */
export function levelOf(labels: Readonly<Record<string, string>>): LogLevel {
  const said = fields.map((field) => labels[field]).find((level) => level !== undefined && level !== '');
  return known.get(said?.toLowerCase() ?? '') ?? LogLevel.unknown;
}

const colours: Readonly<Record<LogLevel, string>> = {
  [LogLevel.critical]: 'purple',
  [LogLevel.error]: 'red',
  [LogLevel.warning]: 'orange',
  [LogLevel.info]: 'green',
  [LogLevel.debug]: 'blue',
  [LogLevel.trace]: 'light-blue',
  [LogLevel.unknown]: 'gray',
};

export const levelColour = (level: LogLevel, { visualization }: GrafanaTheme2): string =>
  visualization.getColorByName(colours[level]);
