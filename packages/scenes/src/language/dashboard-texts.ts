import type { Annotation, CustomVariable, Dashboard, Panel, Row, Variable } from '@dynamo-observability/dashboards';

/** Gives the text to show for a key, from its English. */
export type Say = (key: string, english: string) => string;

/**
 * A dashboard with every text passed through `say`: titles, questions, readings, labels. What is the same stays the same object, so
 * that the field configuration of an untranslated panel is the very one that is exported. The keys are
 * `dashboards.<uid>.panels.<id>.title` and the like.
 */
export function withTexts(dashboard: Dashboard, say: Say): Dashboard {
  const own: Say = (key, english) => say(`dashboards.${dashboard.uid}.${key}`, english);
  return {
    ...dashboard,
    title: own('title', dashboard.title),
    description: own('description', dashboard.description),
    variables: dashboard.variables.map((variable) => variableWithTexts(variable, own)),
    rows: dashboard.rows.map((row) => rowWithTexts(row, own)),
  };
}

function variableWithTexts(variable: Variable, say: Say): Variable {
  const label = say(`variables.${variable.name}.label`, variable.label);
  if (variable.type === 'datasource') {
    return { ...variable, label };
  }
  const description = say(`variables.${variable.name}.description`, variable.description);
  return variable.type === 'custom'
    ? { ...variable, label, description, options: optionsWithTexts(variable, say) }
    : { ...variable, label, description };
}

/** By their English, which has no dots; their values may have. */
const optionsWithTexts = ({ name, options }: CustomVariable, say: Say): CustomVariable['options'] =>
  options.map(({ text, value }) => ({ text: say(`variables.${name}.options.${text}`, text), value }));

function rowWithTexts(row: Row, say: Say): Row {
  return {
    ...row,
    title: say(`rows.${row.id}.title`, row.title),
    panels: row.panels.map((placed) => ({ ...placed, panel: panelWithTexts(placed.panel, say) })),
  };
}

function panelWithTexts(panel: Panel, say: Say): Panel {
  const own = (key: string, english: string) => say(`panels.${panel.id}.${key}`, english);
  const absence = own('absence', panel.absence);
  return {
    ...panel,
    title: own('title', panel.title),
    question: own('question', panel.question),
    reading: own('reading', panel.reading),
    absence,
    links: panel.links.map((link, i) => ({ ...link, title: own(`links.${i}`, link.title) })),
    ...(panel.requestColumn === undefined
      ? {}
      : { requestColumn: { ...panel.requestColumn, title: own('request-link', panel.requestColumn.title) } }),
    fieldConfig: absence === panel.absence ? panel.fieldConfig : withNoValue(panel, absence),
  };
}

/** Only where the English is shown: a panel may say something else there. */
function withNoValue({ fieldConfig, absence: english }: Panel, absence: string): Panel['fieldConfig'] {
  const { defaults } = fieldConfig;
  return defaults.noValue === english ? { ...fieldConfig, defaults: { ...defaults, noValue: absence } } : fieldConfig;
}

/** Marks on charts with their words passed through `say`; the text of a mark has none. */
export function annotationWithTexts(annotation: Annotation, say: Say): Annotation {
  const own = (key: string, english: string) => say(`annotations.${annotation.id}.${key}`, english);
  return {
    ...annotation,
    name: own('name', annotation.name),
    description: own('description', annotation.description),
    title: own('title', annotation.title),
  };
}
