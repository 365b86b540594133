import type { Told } from './request-lines.ts';
import type { PythonSource } from './sources.ts';

/** A line that Python wrote: its own place is in `log.*`, and there is no `file` and `line`. */
export function pythonLine({ level, module, file, line }: PythonSource, message: string, at: number): Told {
  return {
    at,
    source: { level, target: 'log', file: '', line: 0, message },
    event: { 'log.target': module, 'log.file': file, 'log.line': line },
    span: undefined,
  };
}
