import { renderMarkdown, type PanelProps } from '@grafana/data';

export interface TextOptions {
  readonly content: string;
}

/** Stands in for core's text panel in its Markdown mode; the renderer cleans the HTML. */
export function TextPanel({ options, replaceVariables }: PanelProps<TextOptions>): JSX.Element {
  const html = renderMarkdown(replaceVariables(options.content, {}, 'html'));
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
}
