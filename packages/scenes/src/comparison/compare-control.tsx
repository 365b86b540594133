import { SceneTimeRangeCompare, type SceneComponentProps, type SceneObjectUrlValues } from '@grafana/scenes';
import { Dropdown, Menu, ToolbarButton } from '@grafana/ui';

import type { TextKey } from '../language/texts.ts';
import { text } from '../language/translate.ts';

const none = '__noPeriod';

/** The periods that Scenes offers, in words of our own: its are in English only. */
const names: Readonly<Record<string, TextKey>> = {
  [none]: 'comparison.none',
  __previousPeriod: 'comparison.previous-period',
  '24h': 'comparison.day-before',
  '1w': 'comparison.week-before',
  '1M': 'comparison.month-before',
};

/**
 * Draws an earlier period beside the one that is shown, on charts over time. What the address names and there is not counts as
 * none. Scenes' own control is a check box inside a button, which screen readers cannot use.
 */
export class CompareControl extends SceneTimeRangeCompare {
  static override Component = CompareMenu;

  override updateFromUrl({ compareWith }: SceneObjectUrlValues): void {
    const isKnown = typeof compareWith === 'string' && Object.hasOwn(names, compareWith) && compareWith !== none;
    this.setState({ compareWith: isKnown ? compareWith : undefined });
  }
}

export const compareControl = (): CompareControl => new CompareControl({});

/** Small while nothing is compared: the controls of a page have little room. */
function CompareMenu({ model }: SceneComponentProps<SceneTimeRangeCompare>): JSX.Element {
  const { compareWith = none, compareOptions } = model.useState();
  const label = text('comparison.label', { period: nameOf(compareWith) });
  const menu = (
    <Menu>
      {compareOptions.map(({ value }) => (
        <Menu.Item
          key={value}
          label={nameOf(value)}
          role="menuitemradio"
          ariaChecked={value === compareWith}
          icon={value === compareWith ? 'check' : 'circle-mono'}
          onClick={() => model.onCompareWithChanged(value)}
        />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <ToolbarButton variant="canvas" icon="history" isOpen={false} aria-label={label} tooltip={label}>
        {compareWith === none ? null : nameOf(compareWith)}
      </ToolbarButton>
    </Dropdown>
  );
}

function nameOf(period: string): string {
  const key = Object.hasOwn(names, period) ? names[period] : undefined;
  return key === undefined ? period : text(key);
}
