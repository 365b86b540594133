import type { Trace } from '../../traces/trace.ts';
import type { Field, Query, Stage } from '../parse/ast.ts';
import { conditionsOf } from './conditions.ts';
import { compilePipeline } from './pipeline.ts';
import type { ShownFields } from './shown-fields.ts';
import { compileShownFields } from './shown-fields.ts';
import type { Spanset } from './spanset.ts';
import { View } from './view.ts';

/** A query made ready to run over traces. */
export interface CompiledQuery {
  /** Throws TraceqlEvaluationError. */
  readonly evaluate: (trace: Trace) => readonly Spanset[];
  readonly shownFields: ShownFields;
  readonly view: View;
}

/** `fields` are shown beside those of the query, e.g. what a metric groups by. */
export function compileQuery({ stages }: Pick<Query, 'stages'>, fields: readonly Field[] = []): CompiledQuery {
  const conditions = conditionsOf(stages);
  const view = new View(conditions);
  const selected = [...stages.flatMap(selectedIn), ...fields];
  return {
    evaluate: compilePipeline(stages, view),
    shownFields: compileShownFields(conditions, selected, view),
    view,
  };
}

function selectedIn(stage: Stage): readonly Field[] {
  return stage.kind === 'select' ? stage.fields : [];
}
