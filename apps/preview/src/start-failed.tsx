interface Props {
  readonly message: string;
}

/** Without Grafana's styles or translations: they may be what failed. */
export function StartFailed({ message }: Props): JSX.Element {
  return (
    <main role="alert" style={{ font: '16px/1.5 sans-serif', maxWidth: 640, margin: '15vh auto', padding: 16 }}>
      <h1 style={{ fontSize: 22 }}>The preview cannot start</h1>
      <p>{message}</p>
    </main>
  );
}
