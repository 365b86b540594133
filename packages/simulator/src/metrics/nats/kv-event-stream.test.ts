import { describe, expect, it } from 'vitest';

import { Instruments } from '../instruments.ts';
import { KvEventStream } from './kv-event-stream.ts';

function stream(frontends = 1) {
  const page = new Instruments();
  const made = new KvEventStream(page, 'chat-kv-events', frontends);
  const value = (name: string) => {
    let sum = 0;
    page.each((series, now) => (sum += series.name === name ? now : 0));
    return sum;
  };
  return { made, value };
}

describe('the stream of KV events', () => {
  it('leaves nothing behind while its consumers keep pace', () => {
    const { made, value } = stream();
    made.published = 120;
    made.refresh(15, 0);
    expect(value('jetstream_stream_last_seq')).toBe(120);
    expect(value('jetstream_consumer_num_pending')).toBe(0);
    expect(value('jetstream_consumer_ack_floor_stream_seq')).toBe(120);
  });

  it('piles up with a backlog, and every message is pending, unconfirmed or confirmed', () => {
    const { made, value } = stream();
    for (let at = 15; at <= 150; at += 15) {
      made.published += 3000;
      made.refresh(at, 1);
    }
    expect(value('jetstream_consumer_num_pending')).toBeGreaterThan(25_000);
    expect(
      value('jetstream_consumer_num_pending') +
        value('jetstream_consumer_num_ack_pending') +
        value('jetstream_consumer_ack_floor_stream_seq')
    ).toBe(30_000);
    expect(value('jetstream_consumer_num_redelivered')).toBeGreaterThan(0);
  });

  it('catches up afterwards', () => {
    const { made, value } = stream();
    made.published = 3000;
    made.refresh(15, 1);
    made.refresh(60, 0);
    expect(value('jetstream_consumer_num_pending')).toBe(0);
  });

  it('keeps the newest hundred thousand messages', () => {
    const { made, value } = stream();
    made.published = 150_000;
    made.refresh(15, 0);
    expect(value('jetstream_stream_total_messages')).toBe(100_000);
    expect(value('jetstream_stream_first_seq')).toBe(50_001);
  });

  it('is read by each frontend', () => {
    const { made, value } = stream(3);
    made.published = 10;
    made.refresh(15, 0);
    expect(value('jetstream_stream_consumer_count')).toBe(3);
    expect(value('jetstream_consumer_delivered_stream_seq')).toBe(30);
  });
});
