/** Core's custom field options of the table panel, with its defaults; undefined where it has none. */
export const tableFieldConfig: Readonly<Record<string, unknown>> = {
  align: 'auto',
  cellOptions: { type: 'auto' },
  inspect: false,
  filterable: false,
  width: undefined,
  minWidth: undefined,
  hidden: false,
  hideHeader: undefined,
  wrapHeaderText: undefined,
  wrapText: undefined,
  footer: undefined,
  tooltip: undefined,
  hideFrom: { viz: false },
};
