import type { Answer, Json, JsonObject, LogicToView, ToLogic } from '../protocol';
import { type Inner, textOf } from './globals';

/** A call that the view or the phone refused. `errMsg` is what follows `api:fail`; `problem` holds the vendor's further fields. */
export class Refusal extends Error {
  constructor(
    readonly errMsg: string,
    readonly problem: JsonObject = {},
  ) {
    super(errMsg);
  }
}

/** The one way out of the logic thread: every message is JSON text. */
export class Channel {
  readonly #waiting = new Map<number, { resolve(value: Json): void; reject(error: Refusal): void }>();
  #lastCallId = 0;
  /** Where an error goes that the program did not catch. */
  uncaught: (text: string) => void = (text) => this.log('uncaught', 'error', text);

  constructor(readonly inner: Inner) {}

  send(message: LogicToView): void {
    this.inner.post(JSON.stringify(message));
  }

  /** Asks the view or the phone and waits for its answer; throws Refusal. Undefined values vanish on the way. */
  call<Result = JsonObject>(api: string, args: object = {}): Promise<Result> {
    this.#lastCallId += 1;
    const callId = this.#lastCallId;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(callId, { resolve: (value) => resolve(value as Result), reject });
      this.send({ type: 'call', callId, api, args: args as JsonObject });
    });
  }

  /** Says something that needs no answer. */
  tell(api: string, args: object = {}): void {
    this.call(api, args).catch((error: unknown) => this.fault(`${api}: ${textOf(error)}`));
  }

  /** A fault of the program: it stands in the phone's log and fails the journey. */
  fault(text: string): void {
    this.send({ type: 'call', callId: 0, api: 'log', args: { kind: 'fault', level: 'error', text } });
  }

  log(kind: 'console' | 'uncaught' | 'unknown-api', level: 'log' | 'info' | 'warn' | 'error', text: string): void {
    this.send({ type: 'call', callId: 0, api: 'log', args: { kind, level, text } });
  }

  /** Runs a method of the program as the containers do: what it throws is reported, and the container goes on. */
  guarded(method: () => unknown): unknown {
    try {
      return method();
    } catch (error) {
      this.uncaught(textOf(error));
      return undefined;
    }
  }

  listen(receive: (message: Exclude<ToLogic, Answer>) => void): void {
    this.inner.onText((text) => {
      const message = JSON.parse(text) as ToLogic;
      if (message.type === 'answer') this.#settle(message);
      else receive(message);
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.callId);
    this.#waiting.delete(answer.callId);
    if (answer.errMsg !== undefined) waiting?.reject(new Refusal(answer.errMsg, answer.problem));
    else waiting?.resolve(answer.result ?? {});
  }
}
