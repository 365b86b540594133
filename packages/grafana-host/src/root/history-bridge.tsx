import type { LocationService } from '@grafana/runtime';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { Router, type Location, type NavigationType, type Navigator } from 'react-router-dom';

/** What is used of history 4, which Grafana keeps and which has no types of its own. */
interface History extends Navigator {
  readonly location: Location;
  readonly action: NavigationType;
  listen(listener: (location: Location, action: NavigationType) => void): () => void;
}

interface Props {
  readonly service: LocationService;
  readonly children: ReactNode;
}

/** Lets react-router follow Grafana's location service. */
export function HistoryBridge({ service, children }: Props): JSX.Element {
  const history = service.getHistory() as History;
  const [state, setState] = useState({ location: history.location, action: history.action });
  useLayoutEffect(() => history.listen((location, action) => setState({ location, action })), [history]);
  return (
    <Router location={state.location} navigationType={state.action} navigator={history}>
      {children}
    </Router>
  );
}
