import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { Box, EmptyState, LinkButton } from '@grafana/ui';
import { useLocation } from 'react-router-dom';

import { text } from '../language/translate.ts';

interface Home {
  readonly title: string;
  readonly href: string;
}

/** What an address shows that belongs to no page: a way to the first one, with the rest of the address kept. */
export function unknownPage(home: Home): SceneAppPage {
  return new SceneAppPage({
    title: text('app.title'),
    url: home.href,
    routePath: '*',
    getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: () => <UnknownPage {...home} /> }) }),
  });
}

function UnknownPage({ title, href }: Home): JSX.Element {
  const { pathname, search } = useLocation();
  return (
    <Box grow={1}>
      <EmptyState
        variant="not-found"
        message={text('app.unknown-page.title')}
        button={<LinkButton href={href + search}>{text('app.unknown-page.open', { title })}</LinkButton>}
      >
        {text('app.unknown-page.explanation', { path: pathname })}
      </EmptyState>
    </Box>
  );
}
