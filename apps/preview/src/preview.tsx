import { PreviewRoot, type Language, type ThemeName } from '@dynamo-observability/grafana-host';
import { LANGUAGE_KEY, THEME_KEY } from '@dynamo-observability/grafana-host/boot';
import { locationService } from '@grafana/runtime';
import { useState } from 'react';

import { Header } from './header/header.tsx';
import { Pages } from './pages.tsx';
import { useReplay } from './replay/use-replay.ts';
import { isCapture, type Source } from './source.ts';

interface Props {
  readonly source: Source;
  readonly theme: ThemeName;
  readonly language: Language;
}

/** The whole page: a bar of its own above the app's pages as Grafana would show them. */
export function Preview({ source, theme: firstTheme, language }: Props): JSX.Element {
  const [theme, setTheme] = useState(firstTheme);
  const replay = useReplay(isCapture(source) ? source : undefined);
  const kept = {
    theme: theme === 'light' ? theme : undefined,
    lang: language === 'zh-Hans' ? language : undefined,
    replay: replay?.running === true ? '1' : undefined,
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
      />
      <Pages key={theme} range={replay?.range ?? { from: 'now-1h', to: 'now' }} kept={kept} />
    </PreviewRoot>
  );
}

/** Texts are looked up as scenes are built, so another language is another page. */
function changeLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language);
  locationService.partial({ lang: language }, true);
  window.location.reload();
}
