import type { LabelPair } from '../../labels/label-set.ts';
import { LabelSet } from '../../labels/label-set.ts';
import type { Grouping } from '../parse/ast.ts';
import type { LineState } from '../pipeline/line-state.ts';

/** Which series a line's sample belongs to. */
export class SeriesLabels {
  private readonly known = new Map<string, LabelSet>();
  private readonly ofStreams = new WeakMap<ReadonlyMap<string, string>, LabelSet>();
  private readonly names: ReadonlySet<string>;

  /** `unwrapped` is the label that became the value: it tells no series apart, unless it is grouped by. */
  constructor(
    private readonly grouping: Grouping | undefined,
    unwrapped: string | undefined
  ) {
    this.names = new Set([
      ...(grouping?.labels ?? []),
      ...(unwrapped === undefined || this.groupsBy() ? [] : [unwrapped]),
    ]);
  }

  /** A line with an error keeps all its labels, so that the error can be told. */
  of(line: LineState): LabelSet {
    if (line.error !== '') {
      return this.remembered([...line.streamLabels(), ...line.metadataLabels(), ...line.parsedLabels()]);
    }
    if (this.groupsBy()) {
      return this.remembered(
        [...this.names].flatMap((name): LabelPair[] => {
          const value = line.get(name);
          return value === undefined ? [] : [[name, value]];
        })
      );
    }
    if (line.isUntouched()) {
      return this.ofStream(line);
    }
    const all = [...line.streamLabels(), ...line.metadataLabels(), ...line.parsedLabels()];
    return this.remembered(this.names.size === 0 ? all : all.filter(([name]) => !this.names.has(name)));
  }

  private groupsBy(): boolean {
    return this.grouping !== undefined && !this.grouping.without;
  }

  private ofStream(line: LineState): LabelSet {
    const known = this.ofStreams.get(line.stream) ?? LabelSet.of(line.stream).without(this.names);
    this.ofStreams.set(line.stream, known);
    return known;
  }

  /** Sorting labels is dear, and lines share them. Lengths keep the texts apart, whatever they hold. */
  private remembered(pairs: readonly LabelPair[]): LabelSet {
    let key = '';
    for (const [name, value] of pairs) {
      key += `${name.length}:${name}${value.length}:${value}`;
    }
    const known = this.known.get(key) ?? LabelSet.of(pairs);
    this.known.set(key, known);
    return known;
  }
}
