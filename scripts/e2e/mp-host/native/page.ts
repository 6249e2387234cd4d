import type {
  Answer,
  BridgeCounters,
  Call,
  JsonObject,
  LogicBoot,
  LogicToView,
  LogLine,
  ShellToLogic,
  ToLogic,
  View,
  ViewBoot,
  ViewLink,
} from '../protocol';
import { startView } from '../view/main';
import { type Flows, flowsOf } from './flows';

/** What the phone (Node) told this page about itself. */
export interface PageBoot {
  logic: LogicBoot;
  view: ViewBoot;
}

/** What Node answers: a result, or a refusal in the words of the protocol. */
export type Told = Pick<Answer, 'result' | 'errMsg' | 'problem'>;

/** The one door to Node, put there by the driver. Both sides are JSON text. */
declare const __native: (text: string) => Promise<string>;

/** Times since the worker was started, in ms: the first page drawn, and its first content. */
export interface LaunchTimes {
  firstPageMs?: number;
  firstContentMs?: number;
}

/** The shell: it starts both threads, carries and counts every message, and answers for the phone. */
class Shell {
  readonly counters: BridgeCounters = { toView: {}, toLogic: {} };
  readonly times: LaunchTimes = {};
  /** Addresses of the pages that are open, and what is on top. */
  readonly urls = new Map<number, string>();
  readonly drawn = new Set<number>();
  topPageId = 0;
  readonly #apis = new Map<number, string>();
  readonly #ownCalls = new Map<number, (answer: Answer) => void>();
  readonly #worker: Worker;
  readonly #view: View;
  readonly #flows: Flows;
  readonly #startedAt = performance.now();
  #lastOwnCall = 0;

  constructor(boot: PageBoot) {
    this.#flows = flowsOf(boot.logic.client, {
      draw: (api, args) => this.draw(api, args),
      native: (api, args) => this.native(api, args),
      toLogic: (message) => this.toLogic(message),
    });
    const link: ViewLink = {
      send: (message) => {
        if (message.type === 'answer' && this.#ownCalls.has(message.callId)) this.#settleOwn(message);
        else {
          if (message.type === 'rendered') this.#noteDrawn(message.pageId, message.seq);
          this.toLogic(message);
        }
      },
      openType: (request) => this.#flows.openType(request),
      fault: (text) => this.log({ kind: 'fault', level: 'error', text }),
    };
    this.#view = startView(link, boot.view);
    this.#worker = new Worker('/host/logic.js');
    this.#worker.addEventListener('error', (event) =>
      this.log({ kind: 'uncaught', level: 'error', text: event.message }),
    );
    this.#worker.addEventListener('message', (event: MessageEvent<string>) => this.#fromLogic(event.data));
    this.toLogic({ type: 'launch', boot: boot.logic });
  }

  toLogic(message: ToLogic): void {
    const text = JSON.stringify(message);
    const kind = message.type === 'answer' ? `answer:${this.#apis.get(message.callId) ?? '?'}` : message.type;
    if (message.type === 'answer') this.#apis.delete(message.callId);
    count(this.counters.toLogic, kind, text);
    this.#worker.postMessage(text);
  }

  /** Asks the view on the shell's own behalf; throws when the view refuses. */
  draw<Result>(api: string, args: JsonObject): Promise<Result> {
    this.#lastOwnCall -= 1;
    const callId = this.#lastOwnCall;
    return new Promise<Result>((resolve, reject) => {
      this.#ownCalls.set(callId, ({ result, errMsg }) => {
        if (errMsg !== undefined) reject(new Error(errMsg));
        else resolve(result as Result);
      });
      this.#view.receive({ type: 'call', callId, api, args });
    });
  }

  async native(api: string, args: JsonObject): Promise<Told> {
    return JSON.parse(await __native(JSON.stringify({ api, args }))) as Told;
  }

  log(line: LogLine): void {
    void this.native('log', line as unknown as JsonObject);
  }

  #fromLogic(text: string): void {
    const message = JSON.parse(text) as LogicToView;
    if (message.type !== 'call') {
      if (message.type === 'pageOpen') this.urls.set(message.pageId, message.url);
      if (message.type === 'pageOpen' || message.type === 'pageShow') this.topPageId = message.pageId;
      count(this.counters.toView, message.type, text);
      this.#view.receive(message);
      return;
    }
    // The log is the judge's own ear, not a message of the program.
    if (message.api === 'log') {
      void this.native('log', message.args);
      return;
    }
    count(this.counters.toView, `call:${message.api}`, text);
    this.#apis.set(message.callId, message.api);
    if (this.#view.draws(message.api)) this.#view.receive(message);
    else void this.#answer(message);
  }

  async #answer(call: Call): Promise<void> {
    const { callId, api, args } = call;
    const told = await (this.#flows.calls[api]?.(args) ?? this.native(api, args)).catch(
      (error: unknown): Told => ({ errMsg: String(error) }),
    );
    this.toLogic({ type: 'answer', callId, ...told });
  }

  #settleOwn(answer: Answer): void {
    const settle = this.#ownCalls.get(answer.callId);
    this.#ownCalls.delete(answer.callId);
    settle?.(answer);
  }

  #noteDrawn(pageId: number, seq: number): void {
    this.drawn.add(pageId);
    const since = performance.now() - this.#startedAt;
    if (seq === 0) this.times.firstPageMs ??= since;
    else this.times.firstContentMs ??= since;
  }
}

function count(into: BridgeCounters['toView'], kind: string, text: string): void {
  const sum = into[kind] ?? { messages: 0, bytes: 0 };
  into[kind] = { messages: sum.messages + 1, bytes: sum.bytes + new TextEncoder().encode(text).length };
}

/** What the driver reaches by page.evaluate. */
export interface PageHands {
  toLogic(message: ShellToLogic | { type: 'back' }): void;
  counters(): BridgeCounters;
  resetCounters(): void;
  times(): LaunchTimes;
  top(): { pageId: number; url: string; isDrawn: boolean };
}

const told = JSON.parse(await __native(JSON.stringify({ api: 'boot', args: {} }))) as Told;
const shell = new Shell(told.result as unknown as PageBoot);
const hands: PageHands = {
  toLogic: (message) => shell.toLogic(message),
  counters: () => shell.counters,
  resetCounters: () => {
    shell.counters.toView = {};
    shell.counters.toLogic = {};
  },
  times: () => shell.times,
  top: () => ({
    pageId: shell.topPageId,
    url: shell.urls.get(shell.topPageId) ?? '',
    isDrawn: shell.drawn.has(shell.topPageId),
  }),
};
Object.assign(globalThis, { phoneHands: hands });
