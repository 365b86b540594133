import { css } from '@emotion/css';
import { AppEvents, BusEventWithPayload, type BusEventType, type GrafanaTheme2 } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, useStyles2, type AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';

type Message = BusEventWithPayload<readonly unknown[]>;

/** The bus finds events by a class with their name. */
const messages = (name: string): BusEventType<Message> =>
  class extends BusEventWithPayload<readonly unknown[]> {
    static readonly type = name;
  };

const kinds: ReadonlyArray<readonly [event: BusEventType<Message>, severity: AlertVariant]> = [
  [messages(AppEvents.alertSuccess.name), 'success'],
  [messages(AppEvents.alertInfo.name), 'info'],
  [messages(AppEvents.alertWarning.name), 'warning'],
  [messages(AppEvents.alertError.name), 'error'],
];

const SHOWN_MS = 5000;

interface Notice {
  readonly severity: AlertVariant;
  readonly title: string;
}

/** Short messages that Grafana's core would show in a corner, the newest alone. */
export function Notices(): JSX.Element {
  const styles = useStyles2(getStyles);
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => {
    const subscriptions = kinds.map(([event, severity]) =>
      getAppEvents()
        .getStream(event)
        .subscribe(({ payload }) => setNotice({ severity, title: String(payload[0]) }))
    );
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setNotice(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className={styles} role="status">
      {notice !== undefined && (
        <Alert severity={notice.severity} title={notice.title} elevated onRemove={() => setNotice(undefined)} />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2): string =>
  css({ position: 'fixed', top: theme.spacing(2), right: theme.spacing(2), zIndex: theme.zIndex.portal });
