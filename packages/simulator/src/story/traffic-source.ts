import type { Faults } from '../faults/fault.ts';
import type { Endpoint } from '../ledger/request-record.ts';
import type { Random } from '../random/random.ts';
import type { Deployment } from '../scenario/scenario.ts';
import type { EventQueue } from './event-queue.ts';

/** What a client sends, and how it will behave. */
export interface Call {
  readonly model: string;
  readonly deployment: number;
  readonly adapter: string | undefined;
  readonly endpoint: Endpoint;
  readonly stream: boolean;
  readonly application: string;
  readonly systemTokens: number;
  readonly session: number;
  readonly turn: number;
  readonly inputTokens: number;
  readonly wantedTokens: number;
  readonly patienceSeconds: number;
  /** Tokens after which the client leaves; Infinity: it stays. */
  readonly leavesAfter: number;
  readonly valid: boolean;
  readonly retryOf: number | undefined;
}

interface Session {
  readonly number: number;
  readonly application: number;
  readonly adapter: string | undefined;
  history: number;
  turn: number;
}

const DAY_SECONDS = 86_400;

/** The clients of one deployment. New conversations begin at random; each goes on after its answers. */
export class TrafficSource {
  private sessions = 0;
  private bursting = false;

  constructor(
    private readonly deployment: Deployment,
    private readonly number: number,
    private readonly startMs: number,
    private readonly events: EventQueue,
    private readonly faults: Faults,
    private readonly random: Random,
    /** `answered` is called when the client has its answer, or none. */
    private readonly send: (call: Call, answered: (ok: boolean, request: number) => void) => void
  ) {}

  start(): void {
    this.planNext();
    this.planBurst();
  }

  /** New conversations a second. */
  private rate(): number {
    const { traffic } = this.deployment;
    const hour = ((this.startMs / 1000 + this.events.now) % DAY_SECONDS) / DAY_SECONDS;
    const daily = 1 - traffic.dailySwing * Math.cos(2 * Math.PI * (hour - 4 / 24));
    const crowd = 1 + 8 * this.strength('router-overload') + 1.5 * this.strength('retry-storm');
    return ((traffic.requestsPerSecond * daily) / traffic.turns) * (this.bursting ? 10 : 1) * crowd;
  }

  private planNext(): void {
    const { traffic } = this.deployment;
    // Thinning: the highest rate there can be, and most of its events left out.
    const highest = (traffic.requestsPerSecond * (1 + traffic.dailySwing) * 40) / traffic.turns;
    this.events.after(this.random.wait(highest), () => {
      if (this.random.chance(this.rate() / highest)) {
        this.begin();
      }
      this.planNext();
    });
  }

  /** Bursts of five seconds, so that their share of all requests comes out. */
  private planBurst(): void {
    const { burstShare } = this.deployment.traffic;
    if (burstShare <= 0) {
      return;
    }
    const every = (5 * 9) / burstShare;
    this.events.after(this.random.uniform(0.5, 1.5) * every, () => {
      this.bursting = true;
      this.events.after(5, () => (this.bursting = false));
      this.planBurst();
    });
  }

  private begin(): void {
    const { adapters, traffic } = this.deployment;
    const adapter = adapters.length > 0 && this.random.chance(0.3) ? this.random.pick(adapters) : undefined;
    const application = this.random.pick([...Array(traffic.applications).keys()], (each) => 1 / (each + 1));
    this.turn({ number: this.sessions++, application, adapter, history: traffic.systemTokens, turn: 0 });
  }

  private turn(session: Session): void {
    const { traffic } = this.deployment;
    const message =
      this.tokens(traffic.messageTokens) * (this.random.chance(this.strength('long-prompts') * 0.5) ? 12 : 1);
    const call = this.call(session, Math.ceil(message));
    this.sendAndGoOn(session, call);
  }

  private sendAndGoOn(session: Session, call: Call): void {
    const { traffic } = this.deployment;
    this.send(call, (ok, request) => {
      if (!ok) {
        this.maybeRetry(session, { ...call, retryOf: request });
        return;
      }
      session.history = call.inputTokens + call.wantedTokens;
      session.turn++;
      const goesOn = this.random.chance(1 - 1 / traffic.turns) && session.history < this.deployment.contextLength * 0.7;
      if (goesOn) {
        this.events.after(this.random.logNormal(traffic.thinkSeconds, 0.6), () => this.turn(session));
      }
    });
  }

  private maybeRetry(session: Session, call: Call): void {
    const storm = this.strength('retry-storm');
    if (call.valid && call.deployment >= 0 && this.random.chance(Math.max(0.2, storm * 0.97))) {
      this.events.after(this.random.uniform(0.2, storm > 0 ? 1 : 10), () => this.sendAndGoOn(session, call));
    }
  }

  private call(session: Session, message: number): Call {
    const { deployment, random } = this;
    const { traffic } = deployment;
    const inputTokens = Math.min(session.history + message, Math.floor(deployment.contextLength * 0.9));
    const longer = 1 + 4 * this.strength('decode-saturation');
    const wantedTokens = Math.max(
      1,
      Math.min(Math.ceil(this.tokens(traffic.answerTokens) * longer), deployment.contextLength - inputTokens)
    );
    const bad = this.strength('bad-client');
    const unknown = random.chance(0.002 + 0.2 * bad);
    return {
      model: unknown ? 'gpt-4o' : (session.adapter ?? deployment.model),
      deployment: unknown ? -1 : this.number,
      adapter: unknown ? undefined : session.adapter,
      endpoint: random.chance(traffic.completionsShare) ? 'completions' : 'chat_completions',
      stream: random.chance(traffic.streamShare),
      application: `${this.number}/${session.application}`,
      systemTokens: traffic.systemTokens,
      session: session.number,
      turn: session.turn,
      inputTokens,
      wantedTokens,
      patienceSeconds: random.logNormal(traffic.patienceSeconds, 0.4) * (1 - 0.97 * this.strength('retry-storm')),
      leavesAfter: random.chance(traffic.leaveShare) ? 1 + random.below(wantedTokens) : Infinity,
      valid: !random.chance(traffic.invalidShare + 0.4 * bad),
      retryOf: undefined,
    };
  }

  private tokens(median: number): number {
    return Math.max(1, this.random.logNormal(median, this.deployment.traffic.lengthSpread));
  }

  private strength(kind: Parameters<Faults['strength']>[0]): number {
    return this.faults.strength(kind, this.events.now);
  }
}
