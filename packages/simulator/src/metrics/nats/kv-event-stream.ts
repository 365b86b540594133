import { nats as families } from '@dynamo-observability/signals';

import type { Instruments } from '../instruments.ts';

/** Messages that a stream keeps; older ones go. */
const LIMIT_MESSAGES = 100_000;
const BYTES_PER_MESSAGE = 420;
/** Messages a second that a consumer catches up beyond what is published. */
const CATCH_UP_PER_SECOND = 200;
const MAX_UNCONFIRMED = 1000;

interface ConsumerLabels {
  readonly consumer_name: string;
  readonly consumer_leader: string;
  readonly is_consumer_leader: string;
  readonly consumer_desc: string;
}

interface Consumer {
  readonly labels: ConsumerLabels & { readonly stream_name: string };
  /** Messages given to it and confirmed; it repeats some when it is slow. */
  confirmed: number;
  repeated: number;
  confirmedAt: number;
}

/** The JetStream stream of KV events of one deployment. Each frontend reads it with a consumer of its own. */
export class KvEventStream {
  published = 0;
  private told = 0;
  private toldAt = 0;
  private readonly labels;
  private readonly consumers: readonly Consumer[];

  constructor(
    private readonly to: Instruments,
    readonly name: string,
    frontends: number
  ) {
    this.labels = {
      account: '$G',
      account_id: '$G',
      account_name: '$G',
      stream_name: name,
      stream_leader: 'nats-0',
      is_stream_leader: 'true',
      stream_raft_group: `S-R1F-${name}`,
    };
    this.consumers = Array.from({ length: frontends }, (_, index) => ({
      labels: {
        ...this.labels,
        consumer_name: `frontend-${index}`,
        consumer_leader: 'nats-0',
        is_consumer_leader: 'true',
        consumer_desc: 'kv router',
      },
      confirmed: 0,
      repeated: 0,
      confirmedAt: 0,
    }));
  }

  get bytes(): number {
    return Math.min(this.published, LIMIT_MESSAGES) * BYTES_PER_MESSAGE;
  }

  get messages(): number {
    return Math.min(this.published, LIMIT_MESSAGES);
  }

  get pending(): number {
    return this.consumers.reduce((sum, consumer) => sum + this.published - consumer.confirmed, 0);
  }

  get consumerCount(): number {
    return this.consumers.length;
  }

  /** @param backlog from 0, consumers keep pace, to 1, they confirm hardly anything */
  refresh(at: number, backlog: number): void {
    const came = this.published - this.told;
    const passed = at - this.toldAt;
    this.tellStream();
    for (const consumer of this.consumers) {
      this.advance(consumer, came, passed, backlog, at);
      this.tellConsumer(consumer, backlog, at);
    }
    this.told = this.published;
    this.toldAt = at;
  }

  private advance(consumer: Consumer, came: number, passed: number, backlog: number, at: number): void {
    const pace = backlog > 0 ? (1 - 0.98 * backlog) * came : came + CATCH_UP_PER_SECOND * passed;
    const confirmed = Math.min(this.published, consumer.confirmed + pace);
    if (Math.floor(confirmed) > Math.floor(consumer.confirmed)) {
      consumer.confirmedAt = at;
    }
    consumer.confirmed = confirmed;
    consumer.repeated += backlog * 0.1 * came;
  }

  private tellStream(): void {
    const { labels, to } = this;
    to.set(families.streamMessages, labels, this.messages);
    to.set(families.streamBytes, labels, this.bytes);
    to.set(families.streamLimitMessages, labels, LIMIT_MESSAGES);
    to.set(families.streamLimitBytes, labels, -1);
    to.set(families.streamFirstSequence, labels, Math.max(1, this.published - LIMIT_MESSAGES + 1));
    to.set(families.streamLastSequence, labels, this.published);
    to.set(families.streamConsumers, labels, this.consumers.length);
  }

  private tellConsumer({ labels, confirmed, repeated, confirmedAt }: Consumer, backlog: number, at: number): void {
    const { to } = this;
    const done = Math.floor(confirmed);
    const behind = this.published - done;
    const unconfirmed = Math.min(MAX_UNCONFIRMED, Math.floor(behind * (backlog > 0 ? 0.5 : 1)));
    const again = Math.floor(repeated);
    to.set(families.consumerPending, labels, behind - unconfirmed);
    to.set(families.consumerAckPending, labels, unconfirmed);
    to.set(families.consumerRedelivered, labels, backlog > 0 ? Math.floor(unconfirmed * 0.2 * backlog) : 0);
    to.set(families.consumerWaiting, labels, behind > 0 ? 0 : 1);
    to.set(families.consumerDeliveredConsumerSequence, labels, done + unconfirmed + again);
    to.set(families.consumerDeliveredStreamSequence, labels, done + unconfirmed);
    to.set(families.consumerAckFloorConsumerSequence, labels, done + again);
    to.set(families.consumerAckFloorStreamSequence, labels, done);
    if (done > 0) {
      to.set(families.consumerSinceAck, labels, Math.max(0, at - confirmedAt));
      to.set(families.consumerSinceDelivery, labels, Math.max(0, at - confirmedAt) / 2);
    }
  }
}
