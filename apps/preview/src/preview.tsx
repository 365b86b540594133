import { PreviewRoot, type Language, type ThemeName } from '@dynamo-observability/grafana-host';
import { LANGUAGE_KEY, THEME_KEY } from '@dynamo-observability/grafana-host/boot';
import { locationService } from '@grafana/runtime';
import { useState } from 'react';

import { Header } from './header/header.tsx';
import { Pages } from './pages.tsx';
import { useReplay } from './replay/use-replay.ts';
import { CAPTURE, DATA_PARAMETER } from './shown/chosen.ts';
import type { Shown } from './shown/shown.ts';
import { isCapture, type Source } from './source.ts';

interface Props {
  readonly source: Source;
  /** Whether the reader may choose what is shown. */
  readonly offersData: boolean;
  readonly theme: ThemeName;
  readonly language: Language;
}

/** The whole page: a bar of its own above the app's pages as Grafana would show them. */
export function Preview({ source, offersData, theme: firstTheme, language }: Props): JSX.Element {
  const [theme, setTheme] = useState(firstTheme);
  const replay = useReplay(isCapture(source) ? source : undefined);
  const kept = {
    theme: theme === 'light' ? theme : undefined,
    lang: language === 'zh-Hans' ? language : undefined,
    replay: replay?.running === true ? '1' : undefined,
    data: offersData ? dataOf(source.shown) : undefined,
  };
  const changeTheme = (next: ThemeName): void => {
    localStorage.setItem(THEME_KEY, next);
    locationService.partial({ theme: next }, true);
    setTheme(next);
  };
  return (
    <PreviewRoot theme={theme}>
      <Header
        shown={source.shown}
        theme={theme}
        onTheme={changeTheme}
        language={language}
        onLanguage={changeLanguage}
        {...(replay === undefined ? {} : { replay })}
        {...(offersData ? { data: { value: dataOf(source.shown), onChange: changeData } } : {})}
      />
      <Pages key={theme} range={replay?.range ?? { from: 'now-1h', to: 'now' }} kept={kept} />
    </PreviewRoot>
  );
}

/** Other data are another page, with times of their own. */
function changeData(data: string): void {
  locationService.partial({ [DATA_PARAMETER]: data, from: null, to: null, replay: null, refresh: null }, true);
  window.location.reload();
}

const dataOf = (shown: Shown): string => (shown.kind === 'scenario' ? shown.name : CAPTURE);

/** Texts are looked up as scenes are built, so another language is another page. */
function changeLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language);
  locationService.partial({ lang: language }, true);
  window.location.reload();
}
