/** NATS and JetStream. */
export * from './server.ts';
export * from './jetstream.ts';
