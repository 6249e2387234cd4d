import { type Core, contentDigest, Draft } from './core';
import type { CallerRole } from './keys';
import { MESSAGES } from './messages/index';
import { CoreRefusal } from './refusal';
import type { KeptAnswer } from './state';
import { type AnswerEnvelope, answerEnvelope, type Envelope } from './wire';

/** A message that breaks the protocol (not a refusal of its content): answered with this HTTP status. */
export class ProtocolError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly words: string,
  ) {
    super(words);
  }
}

/**
 * Does one message's work and answers. Writes are committed together with their answer, so that the same msgid with the
 * same content is answered the same, after a restart too; with other content it is refused.
 * @param now the instant of the work, ISO UTC
 * @throws ProtocolError for an unknown message, a caller that may not send it, input of a wrong form, a reused msgid
 */
export function handleMessage(core: Core, envelope: Envelope, role: CallerRole, now: string): AnswerEnvelope {
  const message = MESSAGES.get(envelope.infno);
  if (!message) throw new ProtocolError(400, 'INFNO_UNKNOWN', `没有交易 ${envelope.infno}`);
  if (!message.callers.includes(role))
    throw new ProtocolError(403, 'INFNO_NOT_ALLOWED', `无权发起交易 ${envelope.infno}`);
  const parsed = message.input.safeParse(envelope.input);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new ProtocolError(400, 'INPUT_INVALID', `交易 ${envelope.infno} 输入有误：${field}`);
  }
  const reply = (answer: KeptAnswer) => answerEnvelope(envelope.msgid, now, now, answer);
  const digest = contentDigest(envelope.infno, envelope.input);
  if (message.isWrite) {
    if (core.state.voided.has(envelope.msgid)) {
      const output = { err_code: 'MESSAGE_REVERSED' };
      return reply({ digest, infcode: -1, errMsg: '该报文已冲正，不再处理', output });
    }
    const kept = core.state.answers.get(envelope.msgid);
    if (kept && kept.digest !== digest) throw new ProtocolError(409, 'MSGID_REUSED', '报文号重复，但内容不同');
    if (kept) return reply(kept);
  }

  let draft = new Draft(now);
  let answer: KeptAnswer;
  try {
    const output = message.work(parsed.data, { core, draft, envelope });
    answer = { digest, infcode: 0, errMsg: '', output };
  } catch (error) {
    if (!(error instanceof CoreRefusal)) throw error;
    draft = new Draft(now);
    answer = { digest, infcode: -1, errMsg: error.words, output: { err_code: error.code } };
  }
  if (message.isWrite) {
    draft.put({ kind: 'answer', msgid: envelope.msgid, answer });
    core.commit(draft);
  }
  return reply(answer);
}
