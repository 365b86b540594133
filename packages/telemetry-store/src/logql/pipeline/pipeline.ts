import type { LogEntry } from '../../logs/log-entry.ts';
import type { Stage } from '../parse/ast.ts';
import { decolorize, dropLabels, formatLabels, formatLine, keepLabels } from './edit-labels.ts';
import { compileLabelFilter } from './filter-labels.ts';
import type { Hints } from './hints.ts';
import { jsonFieldsParser, parseJson } from './json-parsers.ts';
import type { LineMatcher } from './line-matcher.ts';
import { LineState } from './line-state.ts';
import { logfmtFieldsParser, logfmtParser, patternParser, regexpParser } from './text-parsers.ts';

type Step = (line: LineState) => boolean;

/** The stages of a log query, ready to be run on line after line. */
export class Pipeline {
  /** Filters that stand first need no labels, and drop most lines. */
  private readonly first: readonly LineMatcher[];
  private readonly steps: readonly Step[];

  constructor(
    stages: readonly Stage[],
    private readonly hints: Hints
  ) {
    const others = stages.findIndex((stage) => stage.kind !== 'line-filter');
    const count = others < 0 ? stages.length : others;
    this.first = stages.slice(0, count).flatMap((stage) => (stage.kind === 'line-filter' ? [stage.matcher] : []));
    this.steps = stages.slice(count).map(compileStage);
  }

  /** The line as it comes out; `undefined` where a filter drops it. */
  run(stream: ReadonlyMap<string, string>, entry: LogEntry): LineState | undefined {
    for (const matcher of this.first) {
      if (!matcher.matches(entry.line)) {
        return undefined;
      }
    }
    const line = new LineState(stream, entry, this.hints);
    for (const step of this.steps) {
      if (!step(line)) {
        return undefined;
      }
    }
    return line;
  }
}

function compileStage(stage: Stage): Step {
  switch (stage.kind) {
    case 'line-filter':
      return (line) => stage.matcher.matches(line.text);
    case 'label-filter':
      return compileLabelFilter(stage.filter);
    case 'json':
      return parseJson;
    case 'json-fields':
      return jsonFieldsParser(stage.fields);
    case 'logfmt':
      return logfmtParser(stage);
    case 'logfmt-fields':
      return logfmtFieldsParser(stage.fields, stage.strict);
    case 'pattern':
      return patternParser(stage.pattern);
    case 'regexp':
      return regexpParser(stage.regex);
    case 'line-format':
      return keeping((line) => formatLine(line, stage.template));
    case 'label-format':
      return keeping((line) => formatLabels(line, stage.formats));
    case 'drop':
      return keeping((line) => dropLabels(line, stage.choices));
    case 'keep':
      return keeping((line) => keepLabels(line, stage.choices));
    case 'decolorize':
      return keeping(decolorize);
  }
}

function keeping(edit: (line: LineState) => void): Step {
  return (line) => {
    edit(line);
    return true;
  };
}
