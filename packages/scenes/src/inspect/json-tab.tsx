import { CodeWithCopy } from './code-with-copy.tsx';

/** The panel as it stands in the exported dashboard. */
export const JsonTab = ({ json }: { readonly json: string }): JSX.Element => (
  <CodeWithCopy code={json} copied="panel.menu.json-copied" />
);
